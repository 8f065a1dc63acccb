package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.filesystem.DirectoryNames.Range;
import io.deltaglider.adapter.filesystem.EscapedName.Kind;
import io.deltaglider.adapter.filesystem.KeyWalk.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Directories with more names than a listing keeps, and what is remembered of them. */
class LargeDirectoryTest {
  private static final int BOUND = 100;
  private static final Range ALL = new Range("", Optional.empty());

  @TempDir private Path root;
  private Path objects;
  private long nanos;
  private final DirectorySnapshots snapshots = new DirectorySnapshots(() -> nanos);

  @BeforeEach
  void create() {
    try (FilesystemStorage storage =
        new FilesystemStorage(root, CLOCK, ObservedOperations.unforced())) {
      storage.createBucket(BUCKET);
    }
    objects = root.resolve(BUCKET);
  }

  @Test
  @DisplayName("L-29 a walk keeps a bounded number of names, and meets all keys in order")
  void directoriesLargerThanTheBoundAreWalkedWhole() throws IOException {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 5 * BOUND + 50; i++) {
      String text = "%05d".formatted(i);
      if (i % BOUND == 7 || i % BOUND == BOUND - 1) {
        Files.createDirectory(objects.resolve(text));
        touchObject(objects.resolve(text), "x");
        expected.add(text + "/x");
      } else {
        touchObject(objects, text);
        expected.add(text);
      }
    }
    assertThat(DirectoryNames.read(objects, ALL, BOUND).names()).hasSize(BOUND);
    assertThat(DirectoryNames.read(objects, ALL, BOUND).complete()).isFalse();

    assertThat(walk("")).isEqualTo(expected);
    assertThat(walk("00207/a")).isEqualTo(expected.subList(207, expected.size()));
    assertThat(walk("00207/x")).isEqualTo(expected.subList(208, expected.size()));
    assertThat(walk("00299/x")).isEqualTo(expected.subList(300, expected.size()));
  }

  @Test
  @DisplayName("P-22 remembered names give the same listing as names that are read again")
  void rememberedNamesAreTheSame() throws IOException {
    fill();
    settle();
    List<EscapedName> all = snapshots.read(objects, ALL).names();
    plantBehindTheBack();

    assertThat(snapshots.read(objects, ALL).names()).isEqualTo(all);
    Range rest = new Range("", Optional.of(all.get(499).keyPart()));
    assertThat(snapshots.read(objects, rest).names()).isEqualTo(all.subList(500, all.size()));
  }

  @Test
  @DisplayName("P-22 a change of the directory is seen by the next page")
  void changedDirectoriesAreReadAgain() throws IOException {
    fill();
    settle();
    snapshots.read(objects, ALL);

    touchObject(objects, "new");

    assertThat(snapshots.read(objects, ALL).names()).contains(new EscapedName(Kind.OBJECT, "new"));
  }

  @Test
  @DisplayName("P-22 names are not remembered before the directory has been quiet for a while")
  void recentChangesAreNotTrusted() throws IOException {
    fill();
    snapshots.read(objects, ALL);
    nanos += DirectorySnapshots.SETTLED_NANOS - 1;
    snapshots.read(objects, ALL);
    plantBehindTheBack();

    assertThat(snapshots.read(objects, ALL).names()).contains(new EscapedName(Kind.OBJECT, "new"));
  }

  @Test
  void anotherPrefixIsNotAnsweredFromMemory() throws IOException {
    fill();
    settle();
    snapshots.read(objects, ALL);

    assertThat(snapshots.read(objects, new Range("0010", Optional.empty())).names()).hasSize(10);
    assertThat(snapshots.read(objects, ALL).names()).hasSize(DirectorySnapshots.MIN_NAMES);
  }

  @Test
  void earlierNamesAreNotAnsweredFromWhatWasReadLater() throws IOException {
    fill();
    settle();
    Range late = new Range("", Optional.of("~"));
    touchObject(objects, "~");
    snapshots.read(objects, late);

    assertThat(snapshots.read(objects, ALL).names()).hasSize(DirectorySnapshots.MIN_NAMES + 1);
  }

  /** Makes the memory trust the directory's present state. */
  private void settle() throws IOException {
    snapshots.read(objects, ALL);
    nanos += DirectorySnapshots.SETTLED_NANOS;
  }

  /** Adds an object and takes the directory's time back, as a change in the same instant would. */
  private void plantBehindTheBack() throws IOException {
    FileTime before = Files.getLastModifiedTime(objects);
    touchObject(objects, "new");
    Files.setLastModifiedTime(objects, before);
    assertThat(before.toInstant()).isAfter(Instant.EPOCH);
  }

  private void fill() throws IOException {
    for (int i = 0; i < DirectorySnapshots.MIN_NAMES; i++) {
      touchObject(objects, "%05d".formatted(i));
    }
  }

  private static void touchObject(Path directory, String text) throws IOException {
    Files.createFile(directory.resolve(new EscapedName(Kind.OBJECT, text).encode()));
  }

  private List<String> walk(String after) throws IOException {
    DirectoryReader reader = (directory, range) -> DirectoryNames.read(directory, range, BOUND);
    KeyWalk walk = new KeyWalk(reader, new BucketDirectory(root, BUCKET), "", after);
    List<String> found = new ArrayList<>();
    Optional<Step> step = walk.next();
    while (step.isPresent()) {
      if (step.get().isObject()) {
        found.add(step.get().text());
      } else {
        walk.enter(step.get());
      }
      step = walk.next();
    }
    return found;
  }
}
