package io.deltaglider.adapter.s3;

import io.deltaglider.port.concurrent.Stripes;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;

/**
 * What the store can do. AWS is known; other stores are tried, once for each bucket, and only for
 * what is asked. Thread-safe.
 */
final class S3Capabilities {
  private static final int MAX_REMEMBERED = 10_000;

  /** One thing to know about one bucket. */
  private record Question(Capability capability, String bucket) {}

  /** Forgets what was found out first. */
  private static final class Remembered extends LinkedHashMap<Question, Boolean> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Question, Boolean> eldest) {
      return size() > MAX_REMEMBERED;
    }
  }

  /**
   * What was found out.
   *
   * @param looks locks those who find out, by their questions
   */
  private record Knowledge(Map<Question, Boolean> answers, Stripes looks) {
    Knowledge() {
      this(Collections.synchronizedMap(new Remembered()), new Stripes());
    }

    /** Of threads that ask the same at once one finds out. */
    boolean answer(Question question, BooleanSupplier findOut) {
      Boolean known = answers.get(question);
      return known != null ? known : looks.withLock(question, () -> look(question, findOut));
    }

    private boolean look(Question question, BooleanSupplier findOut) {
      Boolean answer = answers.get(question);
      if (answer == null) {
        answer = findOut.getAsBoolean();
        answers.put(question, answer);
      }
      return answer;
    }
  }

  private final S3Calls calls;
  private final boolean aws;
  private final Map<Capability, Boolean> given;
  private final ConditionProbe probe;
  private final Knowledge knowledge;

  S3Capabilities(S3Calls calls, boolean aws, Map<Capability, Boolean> given, ConditionProbe probe) {
    this(calls, aws, given, probe, new Knowledge());
  }

  private S3Capabilities(
      S3Calls calls,
      boolean aws,
      Map<Capability, Boolean> given,
      ConditionProbe probe,
      Knowledge knowledge) {
    this.calls = calls;
    this.aws = aws;
    this.given = given;
    this.probe = probe;
    this.knowledge = knowledge;
  }

  /** Returns the same knowledge for calls that carry other headers. */
  S3Capabilities over(S3Calls others, ConditionProbe otherProbe) {
    return new S3Capabilities(others, aws, given, otherProbe, knowledge);
  }

  boolean isAws() {
    return aws;
  }

  boolean supports(Capability capability, String bucket) {
    Boolean there = given.get(capability);
    if (there != null) {
      return there;
    }
    return switch (capability) {
      case CONTENT_LANGUAGE, STORAGE_CLASS, STORE_HEADERS -> true;
      case METADATA_WITH_LISTING -> false;
      case VERSIONS -> remembered(capability, bucket, () -> keepsVersions(bucket));
      case TAGS -> aws || remembered(capability, bucket, () -> hasTags(bucket));
      case LIFECYCLE_RULES -> aws || remembered(capability, bucket, () -> hasLifecycle(bucket));
      case CONDITIONAL_PUT -> aws || remembered(capability, bucket, () -> probe.put(bucket));
      case CONDITIONAL_DELETE -> aws || remembered(capability, bucket, () -> probe.delete(bucket));
      case CONDITIONAL_COPY -> aws || remembered(capability, bucket, () -> probe.copy(bucket));
    };
  }

  private boolean remembered(Capability capability, String bucket, BooleanSupplier findOut) {
    return knowledge.answer(new Question(capability, bucket), findOut);
  }

  /** Refuses a call that needs what the store lacks. */
  void require(Capability capability, String bucket, String action, Object address) {
    boolean there;
    try {
      there = supports(capability, bucket);
    } catch (StorageException e) {
      throw S3Calls.renamed(e, action, address);
    }
    if (!there) {
      throw new StorageException(
          Kind.NOT_SUPPORTED, action + " " + address + ": the store has no " + capability);
    }
  }

  /** Asks the store now, unlike {@link #supports}. */
  boolean keepsVersions(String bucket) {
    GetBucketVersioningRequest request =
        GetBucketVersioningRequest.builder()
            .bucket(bucket)
            .overrideConfiguration(calls.override())
            .build();
    return unlessNotSupported(
        () -> {
          BucketVersioningStatus status =
              calls
                  .onBucket(
                      "read versioning of",
                      bucket,
                      () -> calls.client().getBucketVersioning(request))
                  .status();
          return status == BucketVersioningStatus.ENABLED
              || status == BucketVersioningStatus.SUSPENDED;
        });
  }

  /** A store that has tags misses the object; one that ignores them says that it has none. */
  private boolean hasTags(String bucket) {
    GetObjectTaggingRequest request =
        GetObjectTaggingRequest.builder()
            .bucket(bucket)
            .key(probe.newKey())
            .overrideConfiguration(calls.override())
            .build();
    return unlessNotSupported(
        () -> {
          try {
            calls.onObject("read tags in", bucket, () -> calls.client().getObjectTagging(request));
            return false;
          } catch (StorageException e) {
            if (e.kind() != Kind.NO_SUCH_KEY) {
              throw e;
            }
            return true;
          }
        });
  }

  private boolean hasLifecycle(String bucket) {
    return unlessNotSupported(
        () -> {
          new S3Lifecycle(calls).read(bucket);
          return true;
        });
  }

  private static boolean unlessNotSupported(BooleanSupplier look) {
    try {
      return look.getAsBoolean();
    } catch (StorageException e) {
      if (e.kind() == Kind.NOT_SUPPORTED) {
        return false;
      }
      throw e;
    }
  }
}
