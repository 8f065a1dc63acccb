package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.address;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.scratch.ByteSource;
import io.deltaglider.port.scratch.ScratchFile;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process whose threads move arrays larger than all the direct memory they may have. */
final class SmallMemoryProcess {
  static final int THREADS = 4;

  private static final int BYTES = 8 << 20;

  /** Fewer, since AES-GCM is slow in a process that compiles little. */
  private static final int ENCRYPTED_BYTES = 2 << 20;

  private SmallMemoryProcess() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path directory = Path.of(arguments[0]);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (FilesystemStorage storage =
            new FilesystemStorage(
                directory.resolve("store"), StorageTests.CLOCK, ObservedOperations.unforced());
        FilesystemScratch scratch =
            new FilesystemScratch(
                directory.resolve("scratch"), (long) THREADS * BYTES, Duration.ZERO);
        FilesystemReferenceCache cache =
            new FilesystemReferenceCache(
                directory.resolve("cache"), (long) THREADS * BYTES, StorageTests.CLOCK);
        FilesystemReferenceCache encrypted =
            new FilesystemReferenceCache(
                directory.resolve("encrypted"),
                (long) THREADS * BYTES,
                Optional.of(CacheEncryptionKey.parse("0123456789abcdef".repeat(4))),
                StorageTests.CLOCK)) {
      storage.createBucket(BUCKET);
      List<Future<String>> results = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        byte[] bytes = new byte[BYTES];
        Arrays.fill(bytes, (byte) i);
        String key = "key-" + i;
        results.add(
            threads.submit(
                () -> {
                  store(storage, key, bytes);
                  spool(scratch, bytes);
                  cache(cache, bytes);
                  cache(encrypted, Arrays.copyOf(bytes, ENCRYPTED_BYTES));
                  return key;
                }));
      }
      for (Future<String> result : results) {
        System.out.println(result.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void store(FilesystemStorage storage, String key, byte[] bytes)
      throws IOException {
    storage.put(
        address(key), ContentSource.of(bytes), ObjectAttributes.NONE, WriteCondition.always());
    byte[] back = new byte[bytes.length];
    try (ObjectReader reader = storage.open(address(key))) {
      check(reader.body().readNBytes(back, 0, back.length) == back.length);
    }
    check(Arrays.equals(bytes, back));
  }

  private static void spool(FilesystemScratch scratch, byte[] bytes) throws IOException {
    try (ScratchFile file = scratch.create(bytes.length)) {
      file.append(bytes, 0, bytes.length);
      byte[] back = new byte[bytes.length];
      file.readFully(0, back, 0, back.length);
      check(Arrays.equals(bytes, back));
    }
  }

  private static void cache(FilesystemReferenceCache cache, byte[] bytes) throws Exception {
    CacheKey key =
        new CacheKey(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    check(cache.store(key, ByteSource.of(bytes)));
    try (CachedReference reference = cache.open(key).orElseThrow()) {
      byte[] back = new byte[bytes.length];
      reference.readFully(0, back, 0, back.length);
      check(Arrays.equals(bytes, back));
    }
  }

  private static void check(boolean holds) {
    if (!holds) {
      throw new IllegalStateException("bytes are not what they were");
    }
  }
}
