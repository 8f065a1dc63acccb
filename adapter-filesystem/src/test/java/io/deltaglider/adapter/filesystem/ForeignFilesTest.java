package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.CLOCK;
import static io.deltaglider.adapter.filesystem.StorageTests.address;
import static io.deltaglider.adapter.filesystem.StorageTests.assertFails;
import static io.deltaglider.adapter.filesystem.StorageTests.fileOf;
import static io.deltaglider.adapter.filesystem.StorageTests.keys;
import static io.deltaglider.adapter.filesystem.StorageTests.put;
import static io.deltaglider.adapter.filesystem.StorageTests.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files in the store that it did not make, and what lies outside of it. */
class ForeignFilesTest {
  @TempDir private Path directory;
  private Path root;
  private FilesystemStorage storage;

  @BeforeEach
  void open() {
    root = directory.resolve("store");
    storage = new FilesystemStorage(root, CLOCK, ObservedOperations.unforced());
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  @DisplayName("L-09 reading a store that is not there creates nothing")
  void readingCreatesNothing() {
    assertThat(storage.listBuckets()).isEmpty();
    assertThat(storage.bucketExists(BUCKET)).isFalse();
    assertFails(Kind.NO_SUCH_BUCKET, "bucket/a", () -> storage.head(address("a")));
    assertFails(Kind.NO_SUCH_BUCKET, BUCKET, () -> storage.list(ListQuery.of(BUCKET, "")));
    assertFails(Kind.NO_SUCH_BUCKET, "bucket/a", () -> put(storage, "a", "content"));
    assertFails(Kind.NO_SUCH_BUCKET, BUCKET, () -> storage.deleteBucket(BUCKET));

    assertThat(root).doesNotExist();
  }

  @Test
  @DisplayName("L-09 reads write nothing, neither files nor locks")
  void readsWriteNothing() throws IOException {
    storage.createBucket(BUCKET);
    put(storage, "dir/a", "content");
    Map<Path, Long> before = times();

    try (FilesystemStorage reader = new FilesystemStorage(root, CLOCK)) {
      assertThat(read(reader, "dir/a")).isEqualTo("content");
      assertThat(keys(reader)).containsExactly("dir/a");
      assertThat(reader.listBuckets()).extracting(Bucket::name).containsExactly(BUCKET);
      assertThat(reader.tags(address("dir/a"))).isEmpty();
    }

    assertThat(times()).isEqualTo(before);
  }

  private Map<Path, Long> times() throws IOException {
    Map<Path, Long> times = new TreeMap<>();
    for (Path path : DeepTrees.below(directory)) {
      times.put(path, Files.getLastModifiedTime(path).toMillis());
    }
    return times;
  }

  @Test
  @DisplayName("P-06 files that the store did not make are neither listed nor touched")
  void foreignFilesAreIgnored() throws IOException {
    storage.createBucket(BUCKET);
    put(storage, "dir/a", "content");
    Path bucket = root.resolve(BUCKET);
    List<Path> foreign =
        List.of(
            bucket.resolve("notes.txt"),
            bucket.resolve("README"),
            bucket.resolve("dir/a"),
            bucket.resolve("dir/A%object"),
            bucket.resolve("%bucket/staging/notes.tmp"),
            bucket.resolve("%bucket/mine"),
            root.resolve("file"));
    for (Path file : foreign) {
      Files.writeString(file, "mine");
    }
    Files.createDirectories(root.resolve("directory/sub"));
    Files.createDirectory(bucket.resolve("dir/b%object"));
    Files.createDirectory(bucket.resolve("c%object"));

    assertThat(storage.listBuckets()).extracting(Bucket::name).containsExactly(BUCKET);
    assertThat(keys(storage)).containsExactly("dir/a");
    assertFails(Kind.NO_SUCH_KEY, "bucket/c", () -> storage.head(address("c")));
    storage.delete(BUCKET, DeleteRequest.of("c"));
    storage.delete(BUCKET, DeleteRequest.of("dir/a"));
    storage.deleteBucket(BUCKET);

    for (Path file : foreign) {
      assertThat(file).hasContent("mine");
    }
    assertThat(bucket.resolve("c%object")).isDirectory();
    assertThat(root.resolve("directory/sub")).isDirectory();
    assertThat(storage.listBuckets()).isEmpty();
    assertThat(storage.bucketExists("directory")).isFalse();
  }

  @Test
  void aForeignThingInTheWayOfAnObjectIsAnError() throws IOException {
    storage.createBucket(BUCKET);
    Files.createDirectory(fileOf(root, "a"));
    Files.writeString(root.resolve("bucket/dir"), "mine");

    assertFails(Kind.DAMAGED, "put bucket/a: ", () -> put(storage, "a", "content"));
    assertFails(Kind.DAMAGED, "put bucket/dir/x: ", () -> put(storage, "dir/x", "content"));

    assertThat(root.resolve("bucket/dir")).hasContent("mine");
    assertThat(fileOf(root, "a")).isEmptyDirectory();
  }

  @Test
  @DisplayName("P-29 a deleted bucket that comes back has none of its old objects")
  void directoriesLeftByDeletionsAreInvisible() throws IOException {
    storage.createBucket(BUCKET);
    Files.createDirectories(root.resolve("bucket/empty/deep"));
    put(storage, "a/b", "content");

    ObjectPage page = storage.list(ListQuery.of(BUCKET, "").withDelimiter("/"));
    assertThat(page.commonPrefixes()).containsExactly("a/");

    storage.delete(BUCKET, DeleteRequest.of("a/b"));
    storage.deleteBucket(BUCKET);
    assertThat(root.resolve(BUCKET)).doesNotExist();
    storage.createBucket(BUCKET);
    assertThat(keys(storage)).isEmpty();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("P-29 symbolic links in the store lead nowhere")
  void symbolicLinksAreNotFollowed() throws IOException {
    storage.createBucket(BUCKET);
    storage.createBucket("outside");
    put(storage, "a", "content");
    Path outside = Files.createDirectory(directory.resolve("elsewhere"));
    Files.copy(fileOf(root, "a"), outside.resolve("a%object"));
    Files.createSymbolicLink(root.resolve("bucket/link"), outside);
    Files.createSymbolicLink(fileOf(root, "b"), fileOf(root, "a"));
    Files.createSymbolicLink(root.resolve("bucket2"), root.resolve(BUCKET));

    assertThat(keys(storage)).containsExactly("a");
    assertThat(storage.list(ListQuery.of(BUCKET, "").withDelimiter("/")).commonPrefixes())
        .isEmpty();
    assertThat(keys(storage, ListQuery.of(BUCKET, "link/"))).isEmpty();
    assertFails(Kind.NO_SUCH_KEY, "bucket/link/a", () -> storage.head(address("link/a")));
    assertFails(Kind.NO_SUCH_KEY, "bucket/b", () -> storage.head(address("b")));
    assertFails(Kind.DAMAGED, "bucket/link/x", () -> put(storage, "link/x", "content"));
    assertFails(Kind.DAMAGED, "bucket/b", () -> put(storage, "b", "content"));
    storage.delete(BUCKET, DeleteRequest.of("link/a"));
    storage.delete(BUCKET, DeleteRequest.of("b"));
    assertThat(storage.bucketExists("bucket2")).isFalse();

    storage.delete(BUCKET, DeleteRequest.of("a"));
    storage.deleteBucket(BUCKET);
    assertThat(DeepTrees.files(outside)).containsExactly(outside.resolve("a%object"));
    assertThat(root.resolve("bucket/link")).isSymbolicLink();
  }

  @Test
  @DisplayName("L-30 keys that begin with a dot are listed")
  void dotsAreListed() {
    storage.createBucket(BUCKET);
    put(storage, ".well-known/x", "content");
    put(storage, ".hidden", "content");

    assertThat(keys(storage)).containsExactly(".hidden", ".well-known/x");
    assertThat(root.resolve("bucket/.well-known/x%object")).isRegularFile();
  }

  @Test
  @DisplayName("L-31 an empty object has length 0 and the MD5 of nothing")
  void emptyObjectsHaveAnEtag() {
    storage.createBucket(BUCKET);

    assertThat(put(storage, "empty", "")).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");

    assertThat(storage.head(address("empty")).size()).isZero();
  }

  @Test
  void aKeyWhosePathIsTooLongForTheSystemIsRejected() throws IOException {
    Path deep = directory;
    while (deep.toString().length() < 3000) {
      deep = Files.createDirectory(deep.resolve("d".repeat(200)));
    }
    try (FilesystemStorage deepStorage =
        new FilesystemStorage(deep, CLOCK, ObservedOperations.unforced())) {
      deepStorage.createBucket(BUCKET);
      put(deepStorage, "short", "content");

      assertFails(Kind.REJECTED, "too long", () -> put(deepStorage, "!".repeat(1000), "content"));

      assertThat(keys(deepStorage)).containsExactly("short");
    }
    DeepTrees.clear(directory);
  }
}
