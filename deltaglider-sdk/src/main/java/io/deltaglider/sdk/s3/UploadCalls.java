package io.deltaglider.sdk.s3;

import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.NotModifiedException;
import io.deltaglider.core.multipart.CompleteUploadRequest;
import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.core.multipart.PartRef;
import io.deltaglider.core.multipart.PartRequest;
import io.deltaglider.core.multipart.UploadedPart;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoreHeaders;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads objects in parts. */
final class UploadCalls {
  private static final Map<String, List<String>> NO_HEADERS = Map.of();

  private final Calls calls;

  UploadCalls(Calls calls) {
    this.calls = calls;
  }

  CreateMultipartUploadResponse create(CreateMultipartUploadRequest request) {
    return calls.serve(
        request,
        glider -> {
          ObjectAddress address = Addresses.of(request);
          CreateUploadRequest create =
              CreateUploadRequest.of(address).withAttributes(Attributes.of(request));
          String uploadId = glider.createUpload(create);
          CreateMultipartUploadResponse.Builder response =
              CreateMultipartUploadResponse.builder()
                  .bucket(address.bucket())
                  .key(address.key())
                  .uploadId(uploadId);
          StoreHeaders encryption =
              Fields.storeHeaders(
                  request,
                  List.of(
                      "ServerSideEncryption",
                      "SSEKMSKeyId",
                      "SSEKMSEncryptionContext",
                      "BucketKeyEnabled"));
          new Answer(response).storeHeaders(encryption);
          Answer.complete(response, 200, NO_HEADERS);
          return response.build();
        });
  }

  UploadPartResponse putPart(UploadPartRequest request, RequestBody body) {
    return calls.serve(
        request,
        glider -> {
          try (InputStream bytes = body.contentStreamProvider().newStream();
              ChecksumInput content = ChecksumInput.of(request, bytes)) {
            PartRequest part =
                PartRequest.of(
                    Addresses.of(request),
                    Addresses.required(request, "UploadId"),
                    number(request.partNumber()));
            OptionalLong size = PutObjectCall.declaredSize(request.contentLength(), body);
            PartRequest sized = size.isPresent() ? part.withDeclaredSize(size.getAsLong()) : part;
            UploadedPart uploaded = glider.uploadPart(sized, content);
            UploadPartResponse.Builder response = UploadPartResponse.builder();
            Answer answer = new Answer(response).set("ETag", Etags.quote(uploaded.etag()));
            content
                .recorded()
                .ifPresent(checksum -> answer.set(checksum.kind().field(), checksum.value()));
            Answer.complete(response, 200, NO_HEADERS);
            return response.build();
          }
        });
  }

  UploadPartCopyResponse copyPart(UploadPartCopyRequest request) {
    return calls.serve(
        request,
        glider -> {
          GetRequest source = CopySource.of(request);
          ObjectAddress target =
              Addresses.of(
                  Addresses.required(request, "DestinationBucket"),
                  Addresses.required(request, "DestinationKey"));
          CopySource.checkOwner(request, source.address().bucket(), target.bucket());
          PartRequest part =
              PartRequest.of(
                  target, Addresses.required(request, "UploadId"), number(request.partNumber()));
          Optional<ByteRange> range =
              Optional.ofNullable(request.copySourceRange()).map(UploadCalls::range);
          UploadedPart uploaded;
          try {
            uploaded = glider.uploadPartCopy(part, range.map(source::withRange).orElse(source));
          } catch (NotModifiedException e) {
            throw S3Errors.preconditionFailed(String.valueOf(e.getMessage()));
          }
          CopyPartResult result =
              CopyPartResult.builder()
                  .eTag(Etags.quote(uploaded.etag()))
                  .lastModified(uploaded.lastModified())
                  .build();
          UploadPartCopyResponse.Builder response =
              UploadPartCopyResponse.builder()
                  .copyPartResult(result)
                  .copySourceVersionId(source.versionId().orElse(null));
          Answer.complete(response, 200, NO_HEADERS);
          return response.build();
        });
  }

  /** Here a range must have both ends; S3 ignores no other. */
  private static ByteRange range(String text) {
    return RangeHeader.parse(text)
        .filter(range -> range.first().isPresent() && range.last().isPresent())
        .orElseThrow(
            () ->
                S3Errors.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last"));
  }

  private static int number(@Nullable Integer number) {
    if (number == null) {
      throw S3Errors.invalidArgument("Part number must be an integer between 1 and 10000");
    }
    return number;
  }

  CompleteMultipartUploadResponse complete(CompleteMultipartUploadRequest request) {
    return calls.serve(
        request,
        glider -> {
          ObjectAddress address = Addresses.of(request);
          List<CompletedPart> parts =
              request.multipartUpload() == null ? List.of() : request.multipartUpload().parts();
          CompleteUploadRequest complete =
              CompleteUploadRequest.of(
                      address,
                      Addresses.required(request, "UploadId"),
                      parts.stream().map(UploadCalls::part).toList())
                  .withCondition(Conditions.write(request));
          try {
            return response(address, glider.completeUpload(complete));
          } catch (StorageException e) {
            if (Conditions.wantsMissing(e)) {
              throw S3Errors.noSuchKey(String.valueOf(e.getMessage()), e);
            }
            throw e;
          }
        });
  }

  private static PartRef part(CompletedPart part) {
    if (part.eTag() == null) {
      throw S3Errors.malformed("A part to complete with lacks its ETag");
    }
    return new PartRef(number(part.partNumber()), Etags.unquote(part.eTag()));
  }

  private static CompleteMultipartUploadResponse response(
      ObjectAddress address, PutOutcome outcome) {
    CompleteMultipartUploadResponse.Builder response =
        CompleteMultipartUploadResponse.builder()
            .bucket(address.bucket())
            .key(address.key())
            .eTag(Etags.quote(outcome.etag()));
    new Answer(response).storeHeaders(outcome.storeHeaders()).set("VersionId", outcome.versionId());
    Answer.complete(response, 200, DeltaGliderInfo.of(DeltaGliderInfo.Operation.COMPLETE, outcome));
    return response.build();
  }

  AbortMultipartUploadResponse abort(AbortMultipartUploadRequest request) {
    return calls.serve(
        request,
        glider -> {
          glider.abortUpload(Addresses.of(request), Addresses.required(request, "UploadId"));
          AbortMultipartUploadResponse.Builder response = AbortMultipartUploadResponse.builder();
          Answer.complete(response, 204, NO_HEADERS);
          return response.build();
        });
  }
}
