package io.deltaglider.sdk.s3;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.NotModifiedException;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;

/** Copies an object, with what S3's directives say about what the copy carries. */
final class CopyObjectCall {
  private static final String REPLACE = "REPLACE";
  private static final int MAX_ATTEMPTS = 5;

  private final Calls calls;

  CopyObjectCall(Calls calls) {
    this.calls = calls;
  }

  CopyObjectResponse copy(CopyObjectRequest request) {
    return calls.serve(
        request,
        glider -> {
          GetRequest source = CopySource.of(request);
          ObjectAddress target =
              Addresses.of(
                  Addresses.required(request, "DestinationBucket"),
                  Addresses.required(request, "DestinationKey"));
          CopySource.checkOwner(request, source.address().bucket(), target.bucket());
          ObjectInfo copy = copy(glider, request, source, target);
          return response(source, copy);
        });
  }

  /**
   * Copies exactly the object that was looked at, since what the copy carries was taken from it;
   * again, if it was overwritten meanwhile.
   */
  private static ObjectInfo copy(
      DeltaGlider glider, CopyObjectRequest request, GetRequest source, ObjectAddress target)
      throws IOException {
    WriteCondition condition = Conditions.write(request);
    ObjectInfo info = look(glider, source);
    for (int attempt = 1; ; attempt++) {
      try {
        return glider.copy(
            new io.deltaglider.core.copy.CopyObjectRequest(
                source.withIfMatch(info.storedEtag()),
                target,
                replacement(glider, request, source, target, info),
                condition));
      } catch (StorageException e) {
        if (Conditions.wantsMissing(e)) {
          throw S3Errors.noSuchKey(String.valueOf(e.getMessage()), e);
        }
        String before = info.storedEtag();
        if (e.kind() != Kind.PRECONDITION_FAILED || attempt == MAX_ATTEMPTS) {
          throw e;
        }
        info = look(glider, source);
        if (info.storedEtag().equals(before)) {
          throw e; // it is the target that is not as wanted
        }
      }
    }
  }

  private static ObjectInfo look(DeltaGlider glider, GetRequest source) {
    try {
      return glider.head(source);
    } catch (NotModifiedException e) {
      throw S3Errors.preconditionFailed(
          "At least one of the pre-conditions you specified did not hold");
    }
  }

  /** Returns what the copy carries, unless that is just what the source does. */
  private static Optional<ObjectAttributes> replacement(
      DeltaGlider glider,
      CopyObjectRequest request,
      GetRequest source,
      ObjectAddress target,
      ObjectInfo info) {
    boolean newMetadata = REPLACE.equals(request.metadataDirectiveAsString());
    boolean newTags = REPLACE.equals(request.taggingDirectiveAsString());
    Optional<String> storageClass = Attributes.storageClass(request);
    StoreHeaders store = Attributes.store(request);
    boolean changes = newMetadata || newTags || request.storageClass() != null || !store.isEmpty();
    boolean ontoItself = source.versionId().isEmpty() && source.address().equals(target);
    if (!changes && ontoItself) {
      throw S3Errors.invalidRequest(
          "This copy request is illegal because it is trying to copy an object to itself without"
              + " changing the object's metadata, storage class, website redirect location or"
              + " encryption attributes.");
    }
    boolean sameClass = storageClass.equals(info.storageClass().filter(Attributes::isSpecial));
    if (!newMetadata && !newTags && store.isEmpty() && sameClass && !ontoItself) {
      return Optional.empty();
    }
    return Optional.of(
        new ObjectAttributes(
            newMetadata ? Attributes.headers(request) : info.headers(),
            newMetadata ? Attributes.metadata(request) : info.metadata(),
            newTags ? Attributes.tags(request) : tags(glider, source),
            storageClass,
            store));
  }

  /** A store that keeps no tags has none to copy. */
  private static Map<String, String> tags(DeltaGlider glider, GetRequest source) {
    if (source.versionId().isPresent()) {
      throw S3Errors.notImplemented(
          "copy " + source.address() + ": the tags of a version are copied only with everything");
    }
    try {
      return glider.tags(source.address());
    } catch (StorageException e) {
      if (e.kind() == Kind.NOT_SUPPORTED) {
        return Map.of();
      }
      throw e;
    }
  }

  private static CopyObjectResponse response(GetRequest source, ObjectInfo copy) {
    CopyObjectResult.Builder result = CopyObjectResult.builder();
    new Answer(result)
        .set("ETag", Etags.quote(copy.etag()))
        .set("LastModified", copy.lastModified())
        .checksum(copy.checksum().flatMap(RecordedChecksum::parse));
    CopyObjectResponse.Builder response =
        CopyObjectResponse.builder().copyObjectResult(result.build());
    new Answer(response)
        .storeHeaders(copy.storeHeaders())
        .set("VersionId", copy.versionId())
        .set("CopySourceVersionId", source.versionId());
    Answer.complete(response, 200, DeltaGliderInfo.of(DeltaGliderInfo.Operation.COPY, copy));
    return response.build();
  }
}
