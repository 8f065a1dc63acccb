package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;

import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** One of several processes that use one directory at the same time. */
final class RivalProcess {
  static final int ROUNDS = 60;
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

  private static void expect(StorageException e, Set<Kind> kinds) {
    if (!kinds.contains(e.kind())) {
      throw e;
    }
  }
}
