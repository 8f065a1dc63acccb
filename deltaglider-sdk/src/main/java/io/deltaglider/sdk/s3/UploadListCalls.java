package io.deltaglider.sdk.s3;

import io.deltaglider.core.multipart.ListUploadsRequest;
import io.deltaglider.core.multipart.PartPage;
import io.deltaglider.core.multipart.UploadInfo;
import io.deltaglider.core.multipart.UploadMarker;
import io.deltaglider.core.multipart.UploadPage;
import io.deltaglider.core.multipart.UploadedPart;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Lists uploads in parts, and their parts. */
final class UploadListCalls {
  private static final Map<String, List<String>> NO_HEADERS = Map.of();

  private final Calls calls;

  UploadListCalls(Calls calls) {
    this.calls = calls;
  }

  ListPartsResponse listParts(ListPartsRequest request) {
    return calls.serve(
        request,
        glider -> {
          ObjectAddress address = Addresses.of(request);
          String uploadId = Addresses.required(request, "UploadId");
          int after = Optional.ofNullable(request.partNumberMarker()).orElse(0);
          int max = max(request, "MaxParts");
          PartPage page =
              glider.listParts(
                  new io.deltaglider.core.multipart.ListPartsRequest(
                      address, uploadId, after, max));
          ListPartsResponse.Builder response =
              ListPartsResponse.builder()
                  .bucket(address.bucket())
                  .key(address.key())
                  .uploadId(uploadId)
                  .partNumberMarker(after)
                  .maxParts(max)
                  .isTruncated(page.nextAfterNumber().isPresent())
                  .storageClass(page.upload().storageClass().orElse(Attributes.STANDARD))
                  .parts(page.parts().stream().map(UploadListCalls::part).toList());
          page.nextAfterNumber().ifPresent(response::nextPartNumberMarker);
          Answer.complete(response, 200, NO_HEADERS);
          return response.build();
        });
  }

  private static int max(S3Request request, String member) {
    int wanted = Fields.number(request, member).orElse(ListQuery.MAX_PAGE_SIZE);
    if (wanted < 0) {
      throw S3Errors.invalidArgument("Argument " + member + " must not be negative");
    }
    return Math.min(wanted, ListQuery.MAX_PAGE_SIZE);
  }

  private static Part part(UploadedPart part) {
    return Part.builder()
        .partNumber(part.number())
        .eTag(Etags.quote(part.etag()))
        .size(part.size())
        .lastModified(part.lastModified())
        .build();
  }

  ListMultipartUploadsResponse listUploads(ListMultipartUploadsRequest request) {
    return calls.serve(
        request,
        glider -> {
          int max = max(request, "MaxUploads");
          ListUploadsRequest list =
              new ListUploadsRequest(
                  Addresses.bucket(request),
                  Optional.ofNullable(request.prefix()).orElse(""),
                  Optional.ofNullable(request.delimiter()),
                  Optional.ofNullable(request.keyMarker()),
                  Optional.ofNullable(request.uploadIdMarker()),
                  max);
          UploadPage page = glider.listUploads(list);
          ListMultipartUploadsResponse.Builder response =
              ListMultipartUploadsResponse.builder()
                  .bucket(list.bucket())
                  .prefix(list.prefix())
                  .delimiter(request.delimiter())
                  .encodingType(request.encodingType())
                  .keyMarker(request.keyMarker())
                  .uploadIdMarker(request.uploadIdMarker())
                  .maxUploads(max)
                  .isTruncated(page.next().isPresent())
                  .nextKeyMarker(page.next().map(UploadMarker::key).orElse(null))
                  .nextUploadIdMarker(page.next().flatMap(UploadMarker::uploadId).orElse(null))
                  .uploads(page.uploads().stream().map(UploadListCalls::upload).toList())
                  .commonPrefixes(
                      page.commonPrefixes().stream()
                          .map(prefix -> CommonPrefix.builder().prefix(prefix).build())
                          .toList());
          Answer.complete(response, 200, NO_HEADERS);
          return response.build();
        });
  }

  private static MultipartUpload upload(UploadInfo upload) {
    return MultipartUpload.builder()
        .key(upload.key())
        .uploadId(upload.uploadId())
        .initiated(upload.initiated())
        .storageClass(upload.storageClass().orElse(Attributes.STANDARD))
        .build();
  }
}
