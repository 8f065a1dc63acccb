package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Finds out whether a store decides conditions, by conditions that do not hold: a store that
 * ignores them silently succeeds where it must fail. Writes objects of its own and removes them.
 * What fails for another reason is an error, not an answer. Thread-safe.
 */
final class ConditionProbe {
  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final String WRONG_ETAG = "\"00000000000000000000000000000000\"";

  private final S3Calls calls;
  private final String prefix;
  private final Clock clock;

  ConditionProbe(S3Calls calls, String prefix, Clock clock) {
    this.calls = calls;
    this.prefix = prefix;
    this.clock = clock;
  }

  /** Returns a key of which nobody knows, and which says until when it may be needed. */
  String newKey() {
    return prefix + clock.instant().plus(LIFETIME).getEpochSecond() + "-" + UUID.randomUUID();
  }

  boolean put(String bucket) {
    try (Traces traces = new Traces(bucket)) {
      String key = newKey();
      Optional<String> etag = made(() -> traces.put(key, null, "*"));
      return etag.isPresent()
          && refused(() -> traces.put(key, null, "*"))
          && refused(() -> traces.put(key, WRONG_ETAG, null))
          && made(() -> traces.put(key, etag.get(), null)).isPresent();
    }
  }

  boolean delete(String bucket) {
    try (Traces traces = new Traces(bucket)) {
      String key = newKey();
      String etag = traces.put(key, null, null);
      return refused(() -> traces.delete(key, WRONG_ETAG))
          && made(() -> traces.delete(key, etag)).isPresent()
          && refused(() -> traces.delete(key, etag));
    }
  }

  boolean copy(String bucket) {
    try (Traces traces = new Traces(bucket)) {
      String source = newKey();
      String target = newKey();
      String etag = traces.put(source, null, null);
      traces.put(target, null, null);
      return refused(() -> traces.copy(source, target, WRONG_ETAG, null, null))
          && refused(() -> traces.copy(source, target, etag, null, "*"))
          && refused(() -> traces.copy(source, target, etag, WRONG_ETAG, null))
          && made(() -> traces.copy(source, target, etag, etag, null)).isPresent();
    }
  }

  /** Returns whether the store says that the condition does not hold. */
  private static boolean refused(Runnable call) {
    try {
      call.run();
      return false;
    } catch (StorageException e) {
      return switch (e.kind()) {
        case PRECONDITION_FAILED, NO_SUCH_KEY -> true;
        case NOT_SUPPORTED, REJECTED -> false;
        default -> throw e;
      };
    }
  }

  /** Returns what a call made whose condition holds; empty if the store does not know of such. */
  private static Optional<String> made(Supplier<String> call) {
    try {
      return Optional.of(call.get());
    } catch (StorageException e) {
      return switch (e.kind()) {
        case PRECONDITION_FAILED, NO_SUCH_KEY, NOT_SUPPORTED, REJECTED -> Optional.empty();
        default -> throw e;
      };
    }
  }

  /** The objects that are written, and their removal. */
  private final class Traces implements AutoCloseable {
    /** One thing to remove: a version, or the object where there are no versions. */
    private record Trace(String key, Optional<String> versionId) {}

    private final String bucket;
    private final Deque<Trace> traces = new ArrayDeque<>();

    Traces(String bucket) {
      this.bucket = bucket;
    }

    /** Returns the ETag with its quotes. */
    String put(String key, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
      PutObjectRequest request =
          PutObjectRequest.builder()
              .bucket(bucket)
              .key(key)
              .ifMatch(ifMatch)
              .ifNoneMatch(ifNoneMatch)
              .overrideConfiguration(calls.override())
              .build();
      PutObjectResponse answer =
          probed(() -> calls.client().putObject(request, RequestBody.fromString("probe")));
      traces.push(new Trace(key, ObjectHeaders.realVersion(answer.versionId())));
      return answer.eTag();
    }

    /** Returns something that says that it succeeded. */
    String delete(String key, String ifMatch) {
      DeleteObjectRequest request =
          DeleteObjectRequest.builder()
              .bucket(bucket)
              .key(key)
              .ifMatch(ifMatch)
              .overrideConfiguration(calls.override())
              .build();
      DeleteObjectResponse answer = probed(() -> calls.client().deleteObject(request));
      ObjectHeaders.realVersion(answer.versionId())
          .ifPresent(marker -> traces.push(new Trace(key, Optional.of(marker))));
      return key;
    }

    String copy(
        String source,
        String target,
        String sourceIfMatch,
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch) {
      CopyObjectRequest request =
          CopyObjectRequest.builder()
              .sourceBucket(bucket)
              .sourceKey(source)
              .copySourceIfMatch(sourceIfMatch)
              .destinationBucket(bucket)
              .destinationKey(target)
              .ifMatch(ifMatch)
              .ifNoneMatch(ifNoneMatch)
              .overrideConfiguration(calls.override())
              .build();
      ObjectHeaders.versionId(probed(() -> calls.client().copyObject(request)).sdkHttpResponse())
          .ifPresent(version -> traces.push(new Trace(target, Optional.of(version))));
      return target;
    }

    private <T> T probed(Supplier<T> call) {
      return calls.onObject("try conditions in", bucket, call);
    }

    @Override
    public void close() {
      for (Trace trace : traces) {
        DeleteObjectRequest request =
            DeleteObjectRequest.builder()
                .bucket(bucket)
                .key(trace.key())
                .versionId(trace.versionId().orElse(null))
                .overrideConfiguration(calls.override())
                .build();
        try {
          calls.client().deleteObject(request);
        } catch (SdkException e) {
          StorageException failure =
              S3Exceptions.translate(
                  e, "remove a probe from", bucket + "/" + trace.key(), Kind.NO_SUCH_KEY);
          if (failure.kind() != Kind.NO_SUCH_KEY) {
            throw failure;
          }
        }
      }
    }
  }
}
