package io.deltaglider.core.format;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.BoundedMap;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.time.Moment;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.concurrent.Stripes;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The format documents of all buckets, remembered for ten minutes, and for one minute where
 * something internal is about to be written. Thread-safe.
 *
 * <p>A missing document is created by the first write, unless other internal keys exist: then it
 * was lost, and with it the bucket's isolation rules, so writing is refused.
 */
public final class BucketFormats {
  private static final Duration TRUSTED_FOR = Duration.ofMinutes(10);
  private static final Duration TRUSTED_FOR_INTERNAL_WRITES = Duration.ofMinutes(1);
  private static final int MAX_REMEMBERED = 1000;
  private static final int MAX_DOCUMENT_BYTES = 1 << 20;

  private final StoragePort storage;
  private final TimeSource time;
  private final BoundedMap<String, Remembered> remembered = new BoundedMap<>(MAX_REMEMBERED);

  private final BoundedMap<String, Warning> warnings = new BoundedMap<>(MAX_REMEMBERED);
  private final Stripes looks = new Stripes();

  private record Warning(Optional<String> text, Moment readAt) {}

  private record Document(DeltaPolicy policy, String etag) {}

  private record Remembered(BucketFormat format, Moment readAt) {}

  /** Creates an instance over a store. */
  public BucketFormats(StoragePort storage, TimeSource time) {
    this.storage = storage;
    this.time = time;
  }

  /**
   * Returns the format of a bucket that is about to be written to, creating the document if this is
   * the first write.
   *
   * @throws DamagedFormatException if the bucket must not be written to
   * @throws StorageException if the store refuses or fails
   */
  public BucketFormat forWriting(String bucket) {
    return format(bucket, TRUSTED_FOR);
  }

  /**
   * Returns the format of a bucket to which something internal, such as a reference, is about to be
   * added: looked at again sooner, lest it is added to a bucket that was made anew meanwhile.
   *
   * @throws DamagedFormatException if the bucket must not be written to
   * @throws StorageException if the store refuses or fails
   */
  public BucketFormat forInternalWriting(String bucket) {
    return format(bucket, TRUSTED_FOR_INTERNAL_WRITES);
  }

  /**
   * Returns the format that {@link #forWriting} would return now, without creating the document.
   *
   * @throws DamagedFormatException if the document cannot be understood
   * @throws StorageException if the store refuses or fails
   */
  public BucketFormat forReading(String bucket) {
    return new BucketFormat(policy(bucket), warning(bucket));
  }

  private BucketFormat format(String bucket, Duration trustedFor) {
    // Many threads may begin to write at once: one looks, and the others take what it found.
    return trusted(bucket, trustedFor)
        .orElseGet(
            () ->
                looks.withLock(
                    bucket, () -> trusted(bucket, trustedFor).orElseGet(() -> look(bucket))));
  }

  private Optional<BucketFormat> trusted(String bucket, Duration trustedFor) {
    return remembered
        .get(bucket)
        .filter(known -> time.since(known.readAt()).compareTo(trustedFor) < 0)
        .map(Remembered::format);
  }

  private BucketFormat look(String bucket) {
    Moment readAt = time.now();
    Document document = readUnlessNew(bucket).orElseGet(() -> create(bucket));
    BucketFormat format = new BucketFormat(document.policy(), warning(bucket));
    remembered.put(bucket, new Remembered(format, readAt));
    return format;
  }

  /**
   * Returns the bucket's policy, or the default one if nothing was written to it yet.
   *
   * @throws DamagedFormatException if the document cannot be understood
   */
  public DeltaPolicy policy(String bucket) {
    return read(bucket).map(Document::policy).orElse(DeltaPolicy.DEFAULT);
  }

  /**
   * Returns what endangers the bucket's references, in a few words: a lifecycle rule that would
   * destroy them, if there is one and it can be read. Remembered for a minute.
   */
  public Optional<String> warning(String bucket) {
    Optional<Warning> known = warnings.get(bucket);
    if (known.isPresent()
        && time.since(known.get().readAt()).compareTo(TRUSTED_FOR_INTERNAL_WRITES) < 0) {
      return known.get().text();
    }
    Moment readAt = time.now();
    Optional<String> text = readWarning(bucket);
    warnings.put(bucket, new Warning(text, readAt));
    return text;
  }

  private Optional<String> readWarning(String bucket) {
    if (!storage.supports(Capability.LIFECYCLE_RULES, bucket)) {
      return Optional.empty();
    }
    try {
      return storage.lifecycleRules(bucket).stream()
          .filter(rule -> rule.covers(BucketLayout.RESERVED_PREFIX))
          .findFirst()
          .map(rule -> "lifecycle rule '" + rule.id() + "' would destroy references");
    } catch (StorageException e) {
      if (e.kind() == Kind.ACCESS_DENIED || e.kind() == Kind.NOT_SUPPORTED) {
        return Optional.empty(); // FORMAT.md: only rules that can be read are looked at
      }
      throw e;
    }
  }

  /**
   * Replaces the bucket's policy.
   *
   * @throws DamagedFormatException if the present document cannot be understood or was lost
   * @throws StorageException with {@code PRECONDITION_FAILED} if another writer changed it
   *     meanwhile
   */
  public void setPolicy(String bucket, DeltaPolicy policy) {
    Document present = readUnlessNew(bucket).orElseGet(() -> create(bucket));
    WriteCondition condition =
        conditional(bucket) ? WriteCondition.ifMatch(present.etag()) : WriteCondition.always();
    write(bucket, policy, condition);
    remembered.remove(bucket);
  }

  /** Forgets what is remembered of a bucket, because it was deleted. */
  public void forget(String bucket) {
    remembered.remove(bucket);
    warnings.remove(bucket);
  }

  /**
   * Checks that this version may change what is internal to a bucket, now and not from memory.
   *
   * @return false if there is nothing internal but what is staged
   * @throws DamagedFormatException if the document cannot be understood or was lost
   * @throws StorageException if the store refuses or fails
   */
  public boolean checkInternal(String bucket) {
    return readUnlessNew(bucket).isPresent();
  }

  /**
   * Returns the document; empty if there is nothing internal yet.
   *
   * @throws DamagedFormatException if it was lost
   */
  private Optional<Document> readUnlessNew(String bucket) {
    Optional<Document> document = read(bucket);
    if (document.isPresent() || !hasInternalKeys(bucket)) {
      return document;
    }
    // A first writer may have created the document, and more, since it was looked for.
    document = read(bucket);
    if (document.isEmpty()) {
      throw new DamagedFormatException(
          bucket,
          BucketLayout.format(bucket).key()
              + " is missing although other internal keys exist; refusing to write");
    }
    return document;
  }

  /**
   * Staging is the last of all internal keys. It may be there before the first write, and holds
   * nothing that a lost document would matter to.
   */
  private boolean hasInternalKeys(String bucket) {
    return storage
        .list(ListQuery.of(bucket, BucketLayout.RESERVED_PREFIX).withPageSize(1))
        .objects()
        .stream()
        .anyMatch(object -> !BucketLayout.isStaging(object.key()));
  }

  private Document create(String bucket) {
    WriteCondition condition =
        conditional(bucket) ? WriteCondition.ifAbsent() : WriteCondition.always();
    try {
      StoredVersion written = write(bucket, DeltaPolicy.DEFAULT, condition);
      return new Document(DeltaPolicy.DEFAULT, written.etag());
    } catch (StorageException e) {
      if (e.kind() != Kind.PRECONDITION_FAILED) {
        throw e;
      }
      return read(bucket).orElseThrow(() -> e);
    }
  }

  private StoredVersion write(String bucket, DeltaPolicy policy, WriteCondition condition) {
    ObjectAttributes attributes =
        ObjectAttributes.of(ContentHeaders.NONE.withContentType("application/json"), Map.of());
    return storage.put(
        BucketLayout.format(bucket),
        ContentSource.of(PolicyDocument.write(policy)),
        attributes,
        condition);
  }

  private Optional<Document> read(String bucket) {
    ObjectAddress address = BucketLayout.format(bucket);
    try (ObjectReader reader = storage.open(address)) {
      byte[] document = reader.body().readNBytes(MAX_DOCUMENT_BYTES);
      return Optional.of(new Document(PolicyDocument.read(document), reader.head().etag()));
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_KEY) {
        return Optional.empty();
      }
      throw e;
    } catch (IllegalArgumentException e) {
      throw new DamagedFormatException(bucket, address.key() + " " + e.getMessage(), e);
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + address);
    }
  }

  private boolean conditional(String bucket) {
    return storage.supports(Capability.CONDITIONAL_PUT, bucket);
  }
}
