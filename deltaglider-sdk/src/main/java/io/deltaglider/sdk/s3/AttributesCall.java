package io.deltaglider.sdk.s3;

import io.deltaglider.core.get.ObjectInfo;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Checksum;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;

/** Answers which attributes an object has: the content's, not the stored form's. */
final class AttributesCall {
  private final Calls calls;

  AttributesCall(Calls calls) {
    this.calls = calls;
  }

  GetObjectAttributesResponse get(GetObjectAttributesRequest request) {
    return calls.serve(
        request,
        glider -> {
          if (request.objectAttributes().isEmpty()) {
            throw S3Errors.invalidArgument("The attributes that are wanted must be named");
          }
          ObjectInfo info = glider.head(ReadRequests.of(request));
          GetObjectAttributesResponse.Builder response =
              GetObjectAttributesResponse.builder()
                  .lastModified(info.lastModified().truncatedTo(ChronoUnit.SECONDS));
          for (ObjectAttributes attribute : request.objectAttributes()) {
            add(response, info, attribute);
          }
          new Answer(response).storeHeaders(info.storeHeaders()).set("VersionId", info.versionId());
          Answer.complete(response, 200, DeltaGliderInfo.of(DeltaGliderInfo.Operation.HEAD, info));
          return response.build();
        });
  }

  private static void add(
      GetObjectAttributesResponse.Builder response, ObjectInfo info, ObjectAttributes attribute) {
    switch (attribute) {
      case E_TAG -> response.eTag(info.etag()); // the one place where S3 answers it without quotes
      case OBJECT_SIZE -> response.objectSize(info.size());
      case STORAGE_CLASS -> response.storageClass(info.storageClass().orElse(Attributes.STANDARD));
      case CHECKSUM ->
          info.checksum()
              .flatMap(RecordedChecksum::parse)
              .ifPresent(checksum -> response.checksum(checksum(checksum)));
      case OBJECT_PARTS -> {
        if (Etags.isOfParts(info.etag())) {
          String count = info.etag().substring(info.etag().indexOf('-') + 1);
          response.objectParts(
              GetObjectAttributesParts.builder().totalPartsCount(Integer.valueOf(count)).build());
        }
      }
      case UNKNOWN_TO_SDK_VERSION -> throw S3Errors.invalidArgument("There is no such attribute");
    }
  }

  private static Checksum checksum(RecordedChecksum recorded) {
    Checksum.Builder checksum = Checksum.builder();
    new Answer(checksum).checksum(Optional.of(recorded));
    return checksum.build();
  }
}
