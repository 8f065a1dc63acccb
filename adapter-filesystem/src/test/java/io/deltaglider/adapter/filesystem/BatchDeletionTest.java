package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.CLOCK;
import static io.deltaglider.adapter.filesystem.StorageTests.keys;
import static io.deltaglider.adapter.filesystem.StorageTests.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.filesystem.ObservedOperations.Operation;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.StorageException.Kind;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchDeletionTest {
  @TempDir private Path root;
  private final List<String> seen = new ArrayList<>();
  private ObservedOperations.Observer trouble = (operation, path) -> {};
  private FilesystemStorage storage;

  @BeforeEach
  void open() {
    storage =
        new FilesystemStorage(
            root,
            CLOCK,
            new ObservedOperations(
                (operation, path) -> {
                  seen.add(operation + " " + root.relativize(path));
                  trouble.before(operation, path);
                }));
    storage.createBucket(BUCKET);
    for (String key : List.of("a/1", "a/2", "a/3", "b/1", "b/2")) {
      put(storage, key, "content");
    }
    seen.clear();
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private List<DeleteFailure> delete(String... keys) {
    return storage.deleteAll(BUCKET, Stream.of(keys).map(DeleteRequest::of).toList());
  }

  @Test
  @DisplayName("L-47 many deletions force each directory once, behind all deletions in it")
  void eachDirectoryIsForcedOnce() {
    assertThat(delete("a/1", "b/1", "a/2", "b/2", "none")).isEmpty();

    assertThat(seen)
        .containsExactly(
            "DELETE bucket/a/1%object",
            "DELETE bucket/b/1%object",
            "DELETE bucket/a/2%object",
            "DELETE bucket/b/2%object",
            "FORCE_DIRECTORY bucket/a",
            "DELETE bucket/a",
            "FORCE_DIRECTORY bucket/b",
            "DELETE bucket/b");
    assertThat(keys(storage)).containsExactly("a/3");
  }

  @Test
  @DisplayName("L-43 deletions whose directory cannot be forced have failed, others have not")
  void whatIsNotForcedHasFailed() {
    trouble =
        (operation, path) -> {
          if (operation == Operation.FORCE_DIRECTORY && path.endsWith("a")) {
            throw new FileSystemException(path.toString(), null, "Input/output error");
          }
        };

    List<DeleteFailure> failures = delete("a/1", "b/1", "a/2");

    assertThat(failures)
        .extracting(failure -> failure.request().key())
        .containsExactly("a/1", "a/2");
    assertThat(failures)
        .extracting(failure -> failure.cause().kind())
        .containsOnly(Kind.UNAVAILABLE);
    assertThat(failures.get(1).cause()).hasMessageContaining("a/2");
  }

  @Test
  void failuresAreInTheOrderOfTheRequests() {
    trouble =
        (operation, path) -> {
          if (operation == Operation.FORCE_DIRECTORY || path.endsWith("2%object")) {
            throw new FileSystemException(path.toString(), null, "Input/output error");
          }
        };

    assertThat(delete("b/1", "a/1", "b/2", "a/2", "a/3"))
        .extracting(failure -> failure.request().key())
        .containsExactly("b/1", "a/1", "b/2", "a/2", "a/3");
  }
}
