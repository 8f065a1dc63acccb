package io.deltaglider.testserver.gcs;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Everything that the server stores, under one lock. Thread-safe. */
final class GcsState {
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final NavigableMap<String, GcsBucket> buckets = new TreeMap<>();
  private final Map<String, UploadSession> uploads = new HashMap<>();
  private long counter;

  GcsState(Clock clock) {
    this.clock = clock;
  }

  /** Runs work that sees and makes one consistent state. */
  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  Instant now() {
    return clock.instant();
  }

  /** Returns the buckets by name; only for work under the lock. */
  NavigableMap<String, GcsBucket> buckets() {
    return buckets;
  }

  /** Returns the uploads that were begun, by id; only for work under the lock. */
  Map<String, UploadSession> uploads() {
    return uploads;
  }

  /** Returns a bucket; only for work under the lock. */
  GcsBucket bucket(String name) {
    GcsBucket bucket = buckets.get(name);
    if (bucket == null) {
      throw ApiException.noSuchBucket();
    }
    return bucket;
  }

  /** Returns the object that a request means, by generation if it names one. */
  GcsObject object(String bucket, String name, Optional<String> generation) {
    GcsObject object = bucket(bucket).objects().get(name);
    if (object == null
        || generation.filter(id -> !id.equals(Long.toString(object.generation()))).isPresent()) {
      throw ApiException.noSuchObject(bucket, name);
    }
    return object;
  }

  /** Returns a number that no generation or upload had before; it grows like the time. */
  long next() {
    Instant now = clock.instant();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    counter = Math.max(counter + 1, micros);
    return counter;
  }

  /** Makes a new generation the current object, if the conditions hold. */
  GcsObject store(
      String bucketName,
      String name,
      StoredBody body,
      Map<String, Object> resource,
      Preconditions conditions,
      boolean composite) {
    return locked(
        () -> {
          GcsBucket bucket = bucket(bucketName);
          conditions.forWrite(Optional.ofNullable(bucket.objects().get(name)));
          checkHashes(resource, body);
          Instant now = now();
          GcsObject object =
              new GcsObject(
                  bucketName,
                  name,
                  next(),
                  1,
                  body,
                  GcsObject.settable(resource),
                  now,
                  now,
                  composite);
          bucket.objects().put(name, object);
          return object;
        });
  }

  private static void checkHashes(Map<String, Object> resource, StoredBody body) {
    if (Json.text(resource, "md5Hash").filter(md5 -> !md5.equals(body.md5())).isPresent()) {
      throw ApiException.invalid("Provided MD5 hash doesn't match calculated MD5 hash");
    }
    if (Json.text(resource, "crc32c").filter(crc -> !crc.equals(body.crc32c())).isPresent()) {
      throw ApiException.invalid("Provided CRC32C doesn't match calculated CRC32C");
    }
  }

  void clear() {
    locked(
        () -> {
          buckets.clear();
          uploads.clear();
          return true;
        });
  }
}
