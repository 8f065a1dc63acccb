package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.CLOCK;
import static io.deltaglider.adapter.filesystem.StorageTests.address;
import static io.deltaglider.adapter.filesystem.StorageTests.assertFails;
import static io.deltaglider.adapter.filesystem.StorageTests.keys;
import static io.deltaglider.adapter.filesystem.StorageTests.put;
import static io.deltaglider.adapter.filesystem.StorageTests.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.filesystem.ObservedOperations.Operation;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of a write's steps, and what is left when one of them fails. */
class WriteProtocolTest {
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
                  seen.add(operation + " " + nameOf(path));
                  trouble.before(operation, path);
                }));
    storage.createBucket(BUCKET);
    seen.clear();
  }

  @AfterEach
  void close() {
    storage.close();
  }

  /** Returns a path below the root, with staged files all called the same. */
  private String nameOf(Path path) {
    String name = root.relativize(path).toString();
    return name.endsWith(".tmp") ? "staged" : name;
  }

  @Test
  @DisplayName("L-43 a put forces the file, renames it and then forces the directories")
  void aPutIsForcedBeforeAndAfterItsRename() {
    put(storage, "v1/app.zip", "content");

    assertThat(seen)
        .containsExactly(
            "CREATE staged",
            "WRITE staged",
            "WRITE staged",
            "FORCE staged",
            "CREATE_DIRECTORY bucket/v1",
            "RENAME bucket/v1/app.zip%object",
            "FORCE_DIRECTORY bucket/v1",
            "FORCE_DIRECTORY bucket");
  }

  @Test
  @DisplayName("L-43 a copy forces the file, renames it and then forces the directory")
  void aCopyIsForcedBeforeAndAfterItsRename() {
    put(storage, "a", "content");
    seen.clear();

    storage.copy(CopyRequest.of(address("a"), address("b")));

    assertThat(seen)
        .containsExactly(
            "CREATE staged",
            "WRITE staged",
            "FORCE staged",
            "RENAME bucket/b%object",
            "FORCE_DIRECTORY bucket");
  }

  @Test
  @DisplayName("L-43 directories above are forced unless their names have long been there")
  void settledDirectoriesAreNotForcedAgain() throws IOException {
    put(storage, "a/b/c", "content");
    Files.setLastModifiedTime(
        root.resolve("bucket"),
        FileTime.from(
            Files.getLastModifiedTime(root.resolve("bucket"))
                .toInstant()
                .minus(Duration.ofHours(1))));
    seen.clear();

    put(storage, "a/b/d", "content");

    assertThat(seen)
        .endsWith(
            "RENAME bucket/a/b/d%object", "FORCE_DIRECTORY bucket/a/b", "FORCE_DIRECTORY bucket/a");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "50, true", "70, false"})
  @DisplayName("P-45 a directory's names have settled after 60 seconds, not milliseconds")
  void namesSettleAfterAMinute(int ageSeconds, boolean forced) throws IOException {
    put(storage, "a/b", "content");
    Path bucket = root.resolve(BUCKET);
    Files.setLastModifiedTime(
        bucket,
        FileTime.from(
            Files.getLastModifiedTime(bucket).toInstant().minus(Duration.ofSeconds(ageSeconds))));
    seen.clear();

    put(storage, "a/c", "content");

    assertThat(seen.contains("FORCE_DIRECTORY bucket")).isEqualTo(forced);
  }

  @Test
  @DisplayName("L-43 a deletion is forced, and takes empty directories along")
  void aDeletionIsForced() {
    put(storage, "a/b/c", "content");
    put(storage, "a/d", "content");
    seen.clear();

    storage.delete(BUCKET, DeleteRequest.of("a/b/c"));

    assertThat(seen)
        .containsExactly(
            "DELETE bucket/a/b/c%object",
            "FORCE_DIRECTORY bucket/a/b", "DELETE bucket/a/b", "DELETE bucket/a");
    assertThat(root.resolve("bucket/a/b")).doesNotExist();
    assertThat(keys(storage)).containsExactly("a/d");
  }

  @Test
  @DisplayName("L-43 a bucket appears and disappears with one forced file")
  void bucketsAreForced() {
    storage.createBucket("other");
    assertThat(seen)
        .containsExactly(
            "CREATE_DIRECTORY other",
            "FORCE_DIRECTORY ",
            "CREATE_DIRECTORY other/%bucket",
            "FORCE_DIRECTORY other",
            "CREATE_DIRECTORY other/%bucket/staging",
            "FORCE_DIRECTORY other/%bucket",
            "CREATE other/%bucket/staging/bucket.json",
            "WRITE other/%bucket/staging/bucket.json",
            "FORCE other/%bucket/staging/bucket.json",
            "RENAME other/%bucket/bucket.json",
            "FORCE_DIRECTORY other/%bucket");
    seen.clear();

    storage.deleteBucket("other");

    assertThat(seen)
        .startsWith("DELETE other/%bucket/bucket.json", "FORCE_DIRECTORY other/%bucket")
        .endsWith("DELETE other", "FORCE_DIRECTORY ");
    assertThat(root.resolve("other")).doesNotExist();
  }

  static Stream<Arguments> failures() {
    List<Operation> operations =
        List.of(
            Operation.CREATE,
            Operation.WRITE,
            Operation.FORCE,
            Operation.CREATE_DIRECTORY,
            Operation.RENAME);
    return operations.stream()
        .flatMap(
            operation ->
                Stream.of(
                    failure(
                        operation, Kind.NO_SPACE, p -> new IOException("No space left on device")),
                    failure(
                        operation,
                        Kind.NO_SPACE,
                        p -> new FileSystemException(p, null, "Disk quota exceeded")),
                    failure(
                        operation, Kind.UNAVAILABLE, p -> new IOException("Input/output error")),
                    failure(
                        operation,
                        Kind.ACCESS_DENIED,
                        p -> new FileSystemException(p, null, "Read-only file system")),
                    failure(operation, Kind.ACCESS_DENIED, AccessDeniedException::new)));
  }

  private static Arguments failure(
      Operation operation, Kind kind, Function<String, IOException> exception) {
    return Arguments.of(operation, kind, exception);
  }

  @ParameterizedTest(name = "{0} fails with {1}")
  @MethodSource("failures")
  @DisplayName("L-43 full, failing and read-only disks are typed errors that leave nothing behind")
  void aFailedPutLeavesTheOldObjectAndNothingElse(
      Operation failing, Kind kind, Function<String, IOException> exception) throws IOException {
    put(storage, "old/object", "old");
    List<Path> before = DeepTrees.files(root);
    trouble =
        (operation, path) -> {
          if (operation == failing) {
            throw exception.apply(path.toString());
          }
        };

    if (failing != Operation.CREATE_DIRECTORY) {
      assertFails(kind, "put bucket/old/object: ", () -> put(storage, "old/object", "new"));
    }
    assertFails(kind, "put bucket/new/object: ", () -> put(storage, "new/object", "new"));

    trouble = (operation, path) -> {};
    assertThat(read(storage, "old/object")).isEqualTo("old");
    assertThat(keys(storage)).containsExactly("old/object");
    assertThat(DeepTrees.files(root)).isEqualTo(before);
  }

  @Test
  @DisplayName("L-43 a put whose directory cannot be forced is no success, and whole all the same")
  void aPutIsNotAcknowledgedBeforeItsNameIsForced() throws IOException {
    put(storage, "old", "old");
    trouble =
        (operation, path) -> {
          if (operation == Operation.FORCE_DIRECTORY) {
            throw new IOException("Input/output error");
          }
        };

    assertFails(Kind.UNAVAILABLE, "put bucket/old: ", () -> put(storage, "old", "new"));

    trouble = (operation, path) -> {};
    assertThat(read(storage, "old")).isEqualTo("new");
    assertThat(DeepTrees.files(root.resolve("bucket/%bucket/staging"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.class,
      names = {"CREATE", "WRITE", "FORCE", "RENAME"})
  @DisplayName("L-43 a copy that fails leaves nothing behind")
  void aFailedCopyLeavesNothing(Operation failing) throws IOException {
    put(storage, "a", "content");
    List<Path> before = DeepTrees.files(root);
    trouble =
        (operation, path) -> {
          if (operation == failing) {
            throw new IOException("No space left on device");
          }
        };

    assertFails(
        Kind.NO_SPACE,
        "bucket/b: ",
        () -> storage.copy(CopyRequest.of(address("a"), address("b"))));

    assertThat(DeepTrees.files(root)).isEqualTo(before);
  }

  @Test
  @DisplayName("L-43 a deletion that fails leaves the object")
  void aFailedDeletionLeavesTheObject() throws IOException {
    put(storage, "a", "content");
    trouble =
        (operation, path) -> {
          if (operation == Operation.DELETE) {
            throw new FileSystemException(path.toString(), null, "Read-only file system");
          }
        };

    assertFails(
        Kind.ACCESS_DENIED,
        "delete bucket/a: ",
        () -> storage.delete(BUCKET, DeleteRequest.of("a")));

    assertThat(read(storage, "a")).isEqualTo("content");
  }

  @Test
  void aDirectoryRemovedJustBeforeTheRenameIsMadeAgain() throws IOException {
    int[] removals = {3};
    trouble =
        (operation, path) -> {
          if (operation == Operation.RENAME && removals[0] > 0) {
            removals[0]--;
            Files.delete(path.getParent());
          }
        };

    put(storage, "dir/a", "content");

    assertThat(removals[0]).isZero();
    assertThat(read(storage, "dir/a")).isEqualTo("content");
  }

  @Test
  void aBucketDeletedWhileAPutStreamsIsNotBroughtBack() throws IOException {
    trouble =
        (operation, path) -> {
          if (operation == Operation.FORCE) {
            trouble = (o, p) -> {};
            storage.deleteBucket(BUCKET);
          }
        };

    assertFails(Kind.NO_SUCH_BUCKET, "bucket/a", () -> put(storage, "a", "content"));

    assertThat(root.resolve(BUCKET)).doesNotExist();
  }

  @Test
  void aBucketReplacedWhileAPutStreamsDoesNotGetTheObject() throws IOException {
    trouble =
        (operation, path) -> {
          if (operation == Operation.FORCE) {
            trouble = (o, p) -> {};
            storage.deleteBucket(BUCKET);
            storage.createBucket(BUCKET);
          }
        };

    assertFails(Kind.NO_SUCH_BUCKET, "bucket/a", () -> put(storage, "a", "content"));

    assertThat(keys(storage)).isEmpty();
  }

  @Test
  @DisplayName("L-09 failed conditions and refused calls change no file")
  void refusedWritesLeaveNothing() throws IOException {
    put(storage, "a", "content");
    List<Path> before = DeepTrees.files(root);

    assertFails(
        Kind.PRECONDITION_FAILED,
        "put bucket/a: ",
        () -> put(storage, "a", "other", WriteCondition.ifAbsent()));
    assertFails(
        Kind.PRECONDITION_FAILED,
        "put bucket/x/y: ",
        () -> put(storage, "x/y", "other", WriteCondition.ifMatch("etag")));

    assertThat(DeepTrees.files(root)).isEqualTo(before);
    assertThat(root.resolve("bucket/x")).doesNotExist();
  }
}
