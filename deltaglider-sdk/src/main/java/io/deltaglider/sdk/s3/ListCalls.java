package io.deltaglider.sdk.s3;

import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Lists objects, with either version of the call. */
final class ListCalls {
  private final Calls calls;

  ListCalls(Calls calls) {
    this.calls = calls;
  }

  ListObjectsV2Response listV2(ListObjectsV2Request request) {
    return calls.serve(
        request,
        glider -> {
          if (Boolean.TRUE.equals(request.fetchOwner())) {
            throw S3Errors.notImplemented("Owners of objects are not known");
          }
          ListRequest list =
              list(
                  request,
                  Optional.ofNullable(request.startAfter()),
                  Optional.ofNullable(request.continuationToken()));
          Listing page = glider.list(list);
          ListObjectsV2Response.Builder response = ListObjectsV2Response.builder();
          fill(new Answer(response), request, page, list.maxKeys());
          response
              .keyCount(page.entries().size() + page.commonPrefixes().size())
              .continuationToken(request.continuationToken())
              .nextContinuationToken(page.nextPageToken().orElse(null))
              .startAfter(request.startAfter());
          Answer.complete(response, 200, DeltaGliderInfo.headersOf(page.entries()));
          return response.build();
        });
  }

  ListObjectsResponse list(ListObjectsRequest request) {
    return calls.serve(
        request,
        glider -> {
          ListRequest list = list(request, Optional.ofNullable(request.marker()), Optional.empty());
          Listing page = glider.list(list);
          ListObjectsResponse.Builder response = ListObjectsResponse.builder();
          fill(new Answer(response), request, page, list.maxKeys());
          response.marker(Optional.ofNullable(request.marker()).orElse(""));
          if (page.nextPageToken().isPresent() && list.delimiter().isPresent()) {
            response.nextMarker(last(page));
          }
          Answer.complete(response, 200, DeltaGliderInfo.headersOf(page.entries()));
          return response.build();
        });
  }

  /** Without a delimiter S3 names no next marker: it is the last key. */
  private static String last(Listing page) {
    List<String> texts = new ArrayList<>(page.commonPrefixes());
    page.entries().forEach(entry -> texts.add(entry.key()));
    return texts.stream().max(KeyOrder.UTF_8).orElseThrow();
  }

  private ListRequest list(S3Request request, Optional<String> after, Optional<String> token) {
    return new ListRequest(
        Addresses.bucket(request),
        Fields.text(request, "Prefix").orElse(""),
        Fields.text(request, "Delimiter"),
        after.filter(text -> !text.isEmpty()),
        token,
        maxKeys(request),
        fetchMetadata(request) ? ListDetail.METADATA : ListDetail.STORED);
  }

  /** More than a page holds is a page. */
  private static int maxKeys(S3Request request) {
    int wanted = Fields.number(request, "MaxKeys").orElse(ListQuery.MAX_PAGE_SIZE);
    if (wanted < 0) {
      throw S3Errors.invalidArgument(
          "Argument maxKeys must be an integer between 0 and 2147483647");
    }
    return Math.min(wanted, ListQuery.MAX_PAGE_SIZE);
  }

  private boolean fetchMetadata(S3Request request) {
    return request
        .overrideConfiguration()
        .map(
            overrides ->
                overrides.executionAttributes().getAttribute(DeltaGliderS3Client.FETCH_METADATA))
        .orElse(calls.backend().fetchMetadata());
  }

  /** The SDK's client gives keys as they are, whatever the encoding they travel in. */
  private static void fill(Answer answer, S3Request request, Listing page, int maxKeys) {
    answer
        .set("Name", Addresses.bucket(request))
        .set("Prefix", Fields.text(request, "Prefix").orElse(""))
        .set("Delimiter", Fields.text(request, "Delimiter"))
        .set("EncodingType", Fields.text(request, "EncodingType"))
        .set("MaxKeys", maxKeys)
        .set("IsTruncated", page.nextPageToken().isPresent())
        .set("Contents", page.entries().stream().map(ListCalls::object).toList())
        .set(
            "CommonPrefixes",
            page.commonPrefixes().stream()
                .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
                .toList());
  }

  private static S3Object object(ListEntry entry) {
    S3Object.Builder object =
        S3Object.builder()
            .key(entry.key())
            .size(entry.size())
            .eTag(Etags.quote(entry.etag()))
            .lastModified(entry.lastModified())
            .storageClass(
                entry.info().flatMap(info -> info.storageClass()).orElse(Attributes.STANDARD));
    entry
        .info()
        .flatMap(info -> info.checksum())
        .flatMap(RecordedChecksum::parse)
        .ifPresent(
            checksum ->
                object
                    .checksumAlgorithmWithStrings(checksum.kind().name())
                    .checksumType(checksum.type()));
    return object.build();
  }
}
