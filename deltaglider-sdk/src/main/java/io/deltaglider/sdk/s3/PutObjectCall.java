package io.deltaglider.sdk.s3;

import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Stores an object. */
final class PutObjectCall {
  private final Calls calls;

  PutObjectCall(Calls calls) {
    this.calls = calls;
  }

  PutObjectResponse put(PutObjectRequest request, RequestBody body) {
    return calls.serve(
        request,
        glider -> {
          try (InputStream bytes = body.contentStreamProvider().newStream();
              ChecksumInput content = ChecksumInput.of(request, bytes)) {
            PutRequest put =
                PutRequest.of(Addresses.of(request))
                    .withAttributes(attributes(request, body))
                    .withCondition(Conditions.write(request))
                    .withChecksum(() -> content.recorded().map(RecordedChecksum::text));
            OptionalLong size = declaredSize(request.contentLength(), body);
            PutRequest sized = size.isPresent() ? put.withDeclaredSize(size.getAsLong()) : put;
            return response(glider.put(sized, content), content.recorded());
          } catch (StorageException e) {
            if (Conditions.wantsMissing(e)) {
              throw S3Errors.noSuchKey(String.valueOf(e.getMessage()), e);
            }
            throw e;
          }
        });
  }

  /** Returns how long the content must be, if the request or its body says so. */
  static OptionalLong declaredSize(@Nullable Long requested, RequestBody body) {
    if (requested != null) {
      return OptionalLong.of(requested);
    }
    Optional<Long> known = body.optionalContentLength();
    return known.isPresent() ? OptionalLong.of(known.get()) : OptionalLong.empty();
  }

  /** The SDK sends the body's own media type unless the request has one. */
  private static ObjectAttributes attributes(PutObjectRequest request, RequestBody body) {
    ObjectAttributes attributes = Attributes.of(request);
    ContentHeaders headers = attributes.headers();
    return headers.contentType().isPresent() || body.contentType() == null
        ? attributes
        : attributes.withHeaders(headers.withContentType(body.contentType()));
  }

  private static PutObjectResponse response(
      PutOutcome outcome, Optional<RecordedChecksum> checksum) {
    PutObjectResponse.Builder response = PutObjectResponse.builder();
    new Answer(response)
        .storeHeaders(outcome.storeHeaders())
        .set("ETag", Etags.quote(outcome.etag()))
        .set("VersionId", outcome.versionId())
        .checksum(checksum);
    Answer.complete(response, 200, DeltaGliderInfo.of(DeltaGliderInfo.Operation.PUT, outcome));
    return response.build();
  }
}
