package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.DeletedVersion;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;

/**
 * Deletes objects, alone and together. What a batch cannot say or XML cannot carry is deleted one
 * by one, several at once. Thread-safe.
 */
final class S3Deleter {
  private static final int MAX_REQUESTS = 1000;

  private final S3Calls calls;
  private final S3Capabilities capabilities;
  private final S3Reader reader;
  private final ExecutorService executor;

  S3Deleter(S3Calls calls, S3Capabilities capabilities, S3Reader reader, ExecutorService executor) {
    this.calls = calls;
    this.capabilities = capabilities;
    this.reader = reader;
    this.executor = executor;
  }

  DeletedVersion delete(String bucket, DeleteRequest request) {
    ObjectAddress address = new ObjectAddress(bucket, request.key());
    check(address, request);
    boolean ofVersion = request.versionId().isPresent();
    if (ofVersion && request.condition().etag().isPresent()) {
      // A version never changes, so looking first is as good as one step.
      checkVersion(address, request);
    }
    WriteCondition sent = ofVersion ? WriteCondition.always() : request.condition();
    DeleteObjectRequest delete =
        DeleteObjectRequest.builder()
            .bucket(bucket)
            .key(request.key())
            .versionId(request.versionId().orElse(null))
            .ifMatch(S3Writer.ifMatch(sent))
            .overrideConfiguration(calls.override())
            .build();
    try {
      DeleteObjectResponse answer = calls.client().deleteObject(delete);
      boolean marker = Boolean.TRUE.equals(answer.deleteMarker());
      return new DeletedVersion(ObjectHeaders.realVersion(answer.versionId()), marker);
    } catch (SdkException e) {
      StorageException refused = S3Writer.refusal(e, "delete", address, sent);
      if (refused.kind() == Kind.NO_SUCH_KEY) {
        return DeletedVersion.GONE;
      }
      throw refused;
    }
  }

  private void check(ObjectAddress address, DeleteRequest request) {
    if (request.condition().kind() != WriteCondition.Kind.ALWAYS) {
      capabilities.require(Capability.CONDITIONAL_DELETE, address.bucket(), "delete", address);
    }
    if (request.versionId().isPresent()) {
      capabilities.require(Capability.VERSIONS, address.bucket(), "delete", address);
    }
  }

  private void checkVersion(ObjectAddress address, DeleteRequest request) {
    ReadOptions read = ReadOptions.WHOLE.withVersionId(request.versionId().orElseThrow());
    String etag;
    try {
      etag =
          ObjectHeaders.head(address, reader.headAnswer("delete", address, read).sdkHttpResponse())
              .etag();
    } catch (StorageException e) {
      throw e.kind() == Kind.NO_SUCH_KEY ? S3Exceptions.as(Kind.PRECONDITION_FAILED, e) : e;
    }
    if (!request.condition().etag().equals(Optional.of(etag))) {
      throw new StorageException(
          Kind.PRECONDITION_FAILED, "delete " + address + ": the version has another ETag");
    }
  }

  List<DeleteFailure> deleteAll(String bucket, List<DeleteRequest> requests) {
    if (requests.size() > MAX_REQUESTS) {
      throw new IllegalArgumentException(
          requests.size() + " deletes are more than " + MAX_REQUESTS);
    }
    Map<DeleteRequest, StorageException> failures = new HashMap<>();
    List<DeleteRequest> together = new ArrayList<>();
    List<DeleteRequest> alone = new ArrayList<>();
    for (DeleteRequest request : requests) {
      (fitsIntoBatch(request) ? together : alone).add(request);
    }
    if (!together.isEmpty()) {
      try {
        failures.putAll(deleteTogether(bucket, together));
      } catch (StorageException e) {
        if (e.kind() != Kind.NOT_SUPPORTED) {
          throw e;
        }
        alone.addAll(together);
      }
    }
    failures.putAll(deleteEach(bucket, alone));
    List<DeleteFailure> ordered = new ArrayList<>();
    for (DeleteRequest request : requests) {
      StorageException cause = failures.get(request);
      if (cause != null) {
        ordered.add(new DeleteFailure(request, cause));
      }
    }
    return ordered;
  }

  private static boolean fitsIntoBatch(DeleteRequest request) {
    return request.condition().kind() == WriteCondition.Kind.ALWAYS
        && request.versionId().isEmpty()
        && request.key().chars().noneMatch(S3Deleter::isTroubleInXml);
  }

  // XML 1.0 §2.2 and §2.11: some characters are not allowed, and others are read as a line's end.
  private static boolean isTroubleInXml(int c) {
    return c < ' ' || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c >= 0xfffe;
  }

  private Map<DeleteRequest, StorageException> deleteTogether(
      String bucket, List<DeleteRequest> requests) {
    List<ObjectIdentifier> objects =
        requests.stream()
            .map(request -> ObjectIdentifier.builder().key(request.key()).build())
            .toList();
    DeleteObjectsRequest batch =
        DeleteObjectsRequest.builder()
            .bucket(bucket)
            .delete(delete -> delete.objects(objects).quiet(true))
            .overrideConfiguration(calls.overrideWithMd5())
            .build();
    List<S3Error> errors =
        calls.onBucket("delete from", bucket, () -> calls.client().deleteObjects(batch)).errors();
    Map<DeleteRequest, StorageException> failures = new HashMap<>();
    for (S3Error error : errors) {
      Kind kind = S3Exceptions.ofCode(String.valueOf(error.code()));
      if (kind == Kind.NO_SUCH_BUCKET) {
        throw new StorageException(kind, "delete from " + bucket + ": " + error.message());
      }
      if (kind != Kind.NO_SUCH_KEY) {
        String message =
            "delete "
                + bucket
                + "/"
                + error.key()
                + ": "
                + error.message()
                + " ("
                + error.code()
                + ")";
        failures.put(DeleteRequest.of(error.key()), new StorageException(kind, message));
      }
    }
    return failures;
  }

  private Map<DeleteRequest, StorageException> deleteEach(
      String bucket, List<DeleteRequest> requests) {
    List<Future<?>> deletes = new ArrayList<>();
    for (DeleteRequest request : requests) {
      deletes.add(executor.submit(() -> delete(bucket, request)));
    }
    Map<DeleteRequest, StorageException> failures = new HashMap<>();
    for (int i = 0; i < deletes.size(); i++) {
      try {
        deletes.get(i).get();
      } catch (ExecutionException e) {
        failures.put(requests.get(i), failure(e));
      } catch (InterruptedException e) {
        deletes.forEach(delete -> delete.cancel(false));
        Thread.currentThread().interrupt();
        throw new StorageException(Kind.UNAVAILABLE, "delete from " + bucket + ": interrupted", e);
      }
    }
    return failures;
  }

  private static StorageException failure(ExecutionException e) {
    if (e.getCause() instanceof StorageException failure) {
      if (failure.kind() == Kind.NO_SUCH_BUCKET) {
        throw failure;
      }
      return failure;
    }
    throw new IllegalStateException("a delete failed", e.getCause());
  }
}
