package io.deltaglider.sdk.s3;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.port.storage.DeletedVersion;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Deletes objects, one or many. */
final class DeleteCalls {
  private static final String ANY = "*";
  private static final int MAX_ATTEMPTS = 5;

  private final Calls calls;

  DeleteCalls(Calls calls) {
    this.calls = calls;
  }

  DeleteObjectResponse delete(DeleteObjectRequest request) {
    return calls.serve(
        request,
        glider -> {
          DeletedVersion deleted =
              delete(
                  glider,
                  Addresses.of(request),
                  Optional.ofNullable(request.versionId()),
                  Optional.ofNullable(request.ifMatch()));
          DeleteObjectResponse.Builder response =
              DeleteObjectResponse.builder().versionId(deleted.versionId().orElse(null));
          if (deleted.deleteMarker()) {
            response.deleteMarker(true);
          }
          Answer.complete(response, 204, DeltaGliderInfo.ofDelete());
          return response.build();
        });
  }

  private static DeletedVersion delete(
      DeltaGlider glider,
      ObjectAddress address,
      Optional<String> versionId,
      Optional<String> ifMatch) {
    if (versionId.isEmpty()) {
      return ifMatch.filter(ANY::equals).isPresent()
          ? deleteExisting(glider, address)
          : glider.delete(
              address,
              ifMatch
                  .map(etag -> WriteCondition.ifMatch(Etags.unquote(etag)))
                  .orElse(WriteCondition.always()));
    }
    if (ifMatch.isPresent()) {
      throw S3Errors.notImplemented(
          "delete " + address + ": a version is removed without a condition");
    }
    return glider.deleteVersion(address, versionId.get());
  }

  /** Deletes whatever object is there, but there must be one. */
  private static DeletedVersion deleteExisting(DeltaGlider glider, ObjectAddress address) {
    for (int attempt = 1; ; attempt++) {
      try {
        String storedEtag = glider.head(address).storedEtag();
        return glider.delete(address, WriteCondition.ifMatch(storedEtag));
      } catch (StorageException e) {
        if (e.kind() == Kind.NO_SUCH_KEY) {
          throw S3Errors.preconditionFailed(String.valueOf(e.getMessage()));
        }
        if (e.kind() != Kind.PRECONDITION_FAILED || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  DeleteObjectsResponse deleteAll(DeleteObjectsRequest request) {
    return calls.serve(
        request,
        glider -> {
          String bucket = Addresses.bucket(request);
          List<ObjectIdentifier> objects =
              request.delete() == null ? List.of() : request.delete().objects();
          if (objects.isEmpty() || objects.size() > ListQuery.MAX_PAGE_SIZE) {
            throw S3Errors.malformed(
                "A batch names 1 to "
                    + ListQuery.MAX_PAGE_SIZE
                    + " objects, not "
                    + objects.size());
          }
          DeleteObjectsResponse.Builder response = DeleteObjectsResponse.builder();
          fill(response, glider, bucket, objects, Boolean.TRUE.equals(request.delete().quiet()));
          Answer.complete(response, 200, Map.<String, List<String>>of());
          return response.build();
        });
  }

  private static void fill(
      DeleteObjectsResponse.Builder response,
      DeltaGlider glider,
      String bucket,
      List<ObjectIdentifier> objects,
      boolean quiet) {
    Map<ObjectIdentifier, SdkException> failures = new HashMap<>();
    Map<ObjectIdentifier, DeletedVersion> versions = new HashMap<>();
    List<String> plain = new ArrayList<>();
    for (ObjectIdentifier object : objects) {
      if (isPlain(object) && !BucketLayout.isReserved(object.key())) {
        plain.add(object.key());
      } else {
        try {
          versions.put(object, deleteOne(glider, bucket, object));
        } catch (RuntimeException e) {
          failures.put(object, failure(e));
        }
      }
    }
    Map<String, SdkException> plainFailures = new HashMap<>();
    glider
        .deleteAll(bucket, plain)
        .forEach(failure -> plainFailures.put(failure.request().key(), failure(failure.cause())));
    List<DeletedObject> deleted = new ArrayList<>();
    List<S3Error> errors = new ArrayList<>();
    for (ObjectIdentifier object : objects) {
      SdkException failure =
          isPlain(object) && plainFailures.containsKey(object.key())
              ? plainFailures.get(object.key())
              : failures.get(object);
      if (failure != null) {
        errors.add(error(object, failure));
      } else {
        deleted.add(deleted(object, versions.getOrDefault(object, DeletedVersion.GONE)));
      }
    }
    response.errors(errors).deleted(quiet ? List.of() : deleted);
  }

  /** Returns what the answer says of one object; a mistake of ours is none of its errors. */
  private static SdkException failure(RuntimeException e) {
    RuntimeException translated = Failures.translate(e);
    if (translated instanceof SdkException failure) {
      return failure;
    }
    throw translated;
  }

  private static boolean isPlain(ObjectIdentifier object) {
    return object.versionId() == null && object.eTag() == null;
  }

  private static DeletedVersion deleteOne(
      DeltaGlider glider, String bucket, ObjectIdentifier object) {
    return delete(
        glider,
        Addresses.of(bucket, object.key()),
        Optional.ofNullable(object.versionId()),
        Optional.ofNullable(object.eTag()));
  }

  private static DeletedObject deleted(ObjectIdentifier object, DeletedVersion version) {
    DeletedObject.Builder deleted =
        DeletedObject.builder().key(object.key()).versionId(object.versionId());
    if (version.deleteMarker()) {
      deleted.deleteMarker(true).deleteMarkerVersionId(version.versionId().orElse(null));
    }
    return deleted.build();
  }

  private static S3Error error(ObjectIdentifier object, SdkException failure) {
    S3Error.Builder error =
        S3Error.builder().key(object.key()).versionId(object.versionId()).code("InternalError");
    error.message(failure.getMessage());
    if (failure instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      error.code(service.awsErrorDetails().errorCode());
      error.message(service.awsErrorDetails().errorMessage());
    }
    return error.build();
  }
}
