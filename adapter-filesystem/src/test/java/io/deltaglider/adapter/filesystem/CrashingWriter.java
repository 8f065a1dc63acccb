package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.address;

import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.WriteCondition;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Changes objects until it is killed. Says what it is about to do, and what it has done: a line
 * {@code + key version} before a write and {@code - key} before a deletion, {@code = key} after it.
 * Two threads write to keys of their own.
 */
final class CrashingWriter {
  static final int THREADS = 2;

  private static final List<String> SHAPES =
      List.of("t%d", "t%d/a", "t%d/a/b", "shared/t%d", "shared/deep/t%d", "UPPER t%d");
  private static final int MAX_BYTES = 150_000;

  private final FilesystemStorage storage;
  private final List<String> keys = new ArrayList<>();
  private final Map<String, String> etags = new HashMap<>();
  private final Random random;

  private CrashingWriter(FilesystemStorage storage, int thread, long seed) {
    this.storage = storage;
    this.random = new Random(seed * THREADS + thread);
    SHAPES.forEach(shape -> keys.add(shape.formatted(thread)));
  }

  public static void main(String[] arguments) throws InterruptedException {
    long seed = Long.parseLong(arguments[1]);
    FileOperations operations =
        seed % 2 == 0 ? new DiskOperations() : ObservedOperations.unforced();
    try (FilesystemStorage storage =
        new FilesystemStorage(Path.of(arguments[0]), Clock.systemUTC(), operations)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Thread thread = new Thread(new CrashingWriter(storage, i, seed)::run);
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
  }

  private void run() {
    while (true) {
      String key = keys.get(random.nextInt(keys.size()));
      switch (random.nextInt(6)) {
        case 0 -> delete(key);
        case 1 -> copy(keys.get(random.nextInt(keys.size())), key);
        default -> put(key);
      }
    }
  }

  private void put(String key) {
    String version = Long.toHexString(random.nextLong());
    WriteCondition condition = WriteCondition.always();
    if (random.nextBoolean() && etags.containsKey(key)) {
      condition = WriteCondition.ifMatch(etags.get(key));
    }
    say("+ " + key + "\t" + version);
    etags.put(
        key,
        storage
            .put(address(key), ContentSource.of(body(version)), attributes(version), condition)
            .etag());
    say("= " + key);
  }

  private void copy(String source, String target) {
    if (source.equals(target) || !etags.containsKey(source)) {
      return;
    }
    String version = storage.head(address(source)).metadata().get("version");
    say("+ " + target + "\t" + version);
    etags.put(target, storage.copy(CopyRequest.of(address(source), address(target))).etag());
    say("= " + target);
  }

  private void delete(String key) {
    say("- " + key);
    storage.delete(StorageTests.BUCKET, DeleteRequest.of(key));
    etags.remove(key);
    say("= " + key);
  }

  /** Returns the body that belongs to a version. */
  static byte[] body(String version) {
    Random random = new Random(Long.parseUnsignedLong(version, 16));
    byte[] bytes = new byte[random.nextInt(MAX_BYTES)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static ObjectAttributes attributes(String version) {
    return ObjectAttributes.NONE.withMetadata(Map.of("version", version));
  }

  private static void say(String line) {
    System.out.println(line);
    if (System.out.checkError()) {
      throw new StorageException(StorageException.Kind.UNAVAILABLE, "nobody listens any more");
    }
  }
}
