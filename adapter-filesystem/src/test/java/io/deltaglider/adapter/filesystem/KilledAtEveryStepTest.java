package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.CLOCK;
import static io.deltaglider.adapter.filesystem.StorageTests.address;
import static io.deltaglider.adapter.filesystem.StorageTests.fileOf;
import static io.deltaglider.adapter.filesystem.StorageTests.keys;
import static io.deltaglider.adapter.filesystem.StorageTests.put;
import static io.deltaglider.adapter.filesystem.StorageTests.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a process leaves that is killed just before a step: a copy of the store is taken before each
 * step, and opened as the store of another process.
 */
class KilledAtEveryStepTest {
  @TempDir private Path directory;
  private final List<Path> copies = new ArrayList<>();
  private boolean copying;
  private Path root;
  private FilesystemStorage storage;

  @BeforeEach
  void open() {
    root = directory.resolve("store");
    storage =
        new FilesystemStorage(
            root,
            CLOCK,
            new ObservedOperations(
                (operation, path) -> {
                  if (copying) {
                    copyStore();
                  }
                }));
    storage.createBucket(BUCKET);
    put(storage, "dir/old", "old");
    copying = true;
  }

  @AfterEach
  void close() {
    storage.close();
  }

  private void copyStore() throws IOException {
    Path copy = directory.resolve("killed-" + copies.size());
    Files.createDirectory(copy);
    for (Path file : DeepTrees.below(root)) {
      Files.copy(file, copy.resolve(root.relativize(file).toString()));
    }
    copies.add(copy);
  }

  /** Returns what is in a copy, as another process sees it, which then sweeps and empties it. */
  private static Map<String, String> contents(Path copy) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (FilesystemStorage other =
        new FilesystemStorage(copy, CLOCK, ObservedOperations.unforced())) {
      if (!other.bucketExists(BUCKET)) {
        other.createBucket(BUCKET);
        assertThat(keys(other)).isEmpty();
      }
      for (String key : keys(other)) {
        contents.put(key, read(other, key));
      }
      put(other, "probe", "sweeps");
      assertThat(DeepTrees.files(new BucketDirectory(copy, BUCKET).staging())).isEmpty();
      other.delete(BUCKET, DeleteRequest.of("probe"));
      contents.keySet().forEach(key -> other.delete(BUCKET, DeleteRequest.of(key)));
      other.deleteBucket(BUCKET);
      assertThat(copy.resolve(BUCKET)).doesNotExist();
    }
    return contents;
  }

  /** Checks that each copy is one of two, and that both are among them. */
  private void assertOldOrNew(String key, Set<String> oldAndNew) throws IOException {
    copyStore();
    List<String> found = new ArrayList<>();
    for (Path copy : copies) {
      found.add(contents(copy).getOrDefault(key, "absent"));
    }
    assertThat(found).as("after a kill before each step").hasSameElementsAs(oldAndNew);
    assertThat(found).hasSizeGreaterThan(3);
  }

  @Test
  @DisplayName("L-43 a put killed before any of its steps leaves nothing or the new object")
  void aPutIsNothingOrNew() throws IOException {
    put(storage, "dir/deep/new", "new");

    assertOldOrNew("dir/deep/new", Set.of("absent", "new"));
  }

  @Test
  @DisplayName("L-43 an overwrite killed before any of its steps leaves the old or the new object")
  void anOverwriteIsOldOrNew() throws IOException {
    put(storage, "dir/old", "new");

    assertOldOrNew("dir/old", Set.of("old", "new"));
  }

  @Test
  @DisplayName("L-43 a copy killed before any of its steps leaves nothing or the whole copy")
  void aCopyIsNothingOrWhole() throws IOException {
    storage.copy(CopyRequest.of(address("dir/old"), address("other/copy")));

    assertOldOrNew("other/copy", Set.of("absent", "old"));
  }

  @Test
  @DisplayName("L-43 a deletion killed before any of its steps leaves the whole object or nothing")
  void aDeletionIsOldOrNothing() throws IOException {
    storage.delete(BUCKET, DeleteRequest.of("dir/old"));

    assertOldOrNew("dir/old", Set.of("old", "absent"));
  }

  @Test
  @DisplayName("L-43 a bucket killed while it comes or goes is there or not, and can be made")
  void aBucketIsThereOrNot() throws IOException {
    storage.delete(BUCKET, DeleteRequest.of("dir/old"));
    storage.deleteBucket(BUCKET);
    storage.createBucket(BUCKET);

    for (Path copy : copies) {
      assertThat(contents(copy).keySet()).isSubsetOf("dir/old");
    }
    assertThat(copies).hasSizeGreaterThan(15);
    assertThat(fileOf(root, "dir/old")).doesNotExist();
  }
}
