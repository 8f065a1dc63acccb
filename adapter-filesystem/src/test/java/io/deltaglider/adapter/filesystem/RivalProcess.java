package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One of several processes that use one directory at the same time. */
final class RivalProcess {
  static final int ROUNDS = 60;
  static final long CACHE_BYTES = 10_000;
  static final String COUNTER = "dir/counter";

  private final FilesystemStorage storage;
  private final String name;

  private RivalProcess(FilesystemStorage storage, String name) {
    this.storage = storage;
    this.name = name;
  }

  /** Runs a role: arguments are the root, the role and the process's name. */
  public static void main(String[] arguments) throws IOException {
    try (FilesystemStorage storage =
        new FilesystemStorage(
            Path.of(arguments[0]), StorageTests.CLOCK, ObservedOperations.unforced())) {
      RivalProcess rival = new RivalProcess(storage, arguments[2]);
      System.out.println("ready");
      System.in.read();
      switch (arguments[1]) {
        case "first-writer" -> rival.writeFirst();
        case "counter" -> rival.count();
        case "putter" -> rival.putAndDelete();
        case "bucket-deleter" -> rival.deleteBuckets();
        case "cache" -> cache(Path.of(arguments[0]), Optional.empty());
        case "cache0123456789abcdef" ->
            cache(
                Path.of(arguments[0]),
                Optional.of(CacheEncryptionKey.parse(arguments[1].substring(5).repeat(4))));
        default -> throw new IllegalArgumentException(arguments[1]);
      }
    }
  }

  private void writeFirst() {
    for (int i = 0; i < ROUNDS; i++) {
      try {
        StorageTests.put(storage, "key/" + i, name, WriteCondition.ifAbsent());
        System.out.println("won " + i);
      } catch (StorageException e) {
        expect(e, Set.of(Kind.PRECONDITION_FAILED));
      }
    }
  }

  private void count() throws IOException {
    int increments = 0;
    while (increments < ROUNDS) {
      String etag = storage.head(StorageTests.address(COUNTER)).etag();
      int value = Integer.parseInt(StorageTests.read(storage, COUNTER));
      try {
        StorageTests.put(
            storage, COUNTER, Integer.toString(value + 1), WriteCondition.ifMatch(etag));
        increments++;
      } catch (StorageException e) {
        expect(e, Set.of(Kind.PRECONDITION_FAILED));
      }
    }
  }

  /** Whatever was put must be there until it is deleted, since no one else deletes it. */
  private void putAndDelete() throws IOException {
    int puts = 0;
    while (puts < ROUNDS) {
      String key = "dir-" + puts % 3 + "/" + name;
      try {
        StorageTests.put(storage, key, name);
      } catch (StorageException e) {
        expect(e, Set.of(Kind.NO_SUCH_BUCKET));
        continue;
      }
      puts++;
      StorageTests.read(storage, key);
      storage.delete(BUCKET, DeleteRequest.of(key));
    }
    System.out.println("put " + puts);
  }

  private void deleteBuckets() {
    int deletions = 0;
    while (deletions < ROUNDS) {
      try {
        storage.deleteBucket(BUCKET);
        deletions++;
        storage.createBucket(BUCKET);
      } catch (StorageException e) {
        expect(e, Set.of(Kind.BUCKET_NOT_EMPTY));
      }
    }
    System.out.println("deleted " + deletions);
  }

  /** Stores and opens more than fits, and says how often what was opened was there. */
  private static void cache(Path directory, Optional<CacheEncryptionKey> key) throws IOException {
    Random random = new Random();
    int hits = 0;
    try (ReferenceCache cache =
        new FilesystemReferenceCache(directory, CACHE_BYTES, key, Clock.systemUTC())) {
      for (int i = 0; i < 5 * ROUNDS; i++) {
        byte[] content = new byte[2000];
        Arrays.fill(content, (byte) random.nextInt(10));
        CacheKey name = CacheKeys.of(content);
        cache.store(name, ByteSource.of(content));
        Optional<CachedReference> found = cache.open(name);
        if (found.isPresent()) {
          try (CachedReference reference = found.get()) {
            check(Arrays.equals(reference.stream().readAllBytes(), content), "bytes");
            hits++;
          }
        }
        check(cache.usedBytes() <= CACHE_BYTES, "bound");
      }
    }
    System.out.println("hits " + hits);
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("wrong " + what);
    }
  }

  private static void expect(StorageException e, Set<Kind> kinds) {
    if (!kinds.contains(e.kind())) {
      throw e;
    }
  }
}
