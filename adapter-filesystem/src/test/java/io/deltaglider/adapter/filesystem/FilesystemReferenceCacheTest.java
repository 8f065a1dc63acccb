package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a cache keeps on the disk, and how caches in one directory get on. */
class FilesystemReferenceCacheTest {
  @TempDir private Path directory;

  private ReferenceCache open(long maxBytes) {
    return new FilesystemReferenceCache(directory, maxBytes, StorageTests.CLOCK);
  }

  private static CacheKey key(String text) {
    return CacheKeys.of(text.getBytes(UTF_8));
  }

  private static boolean store(ReferenceCache cache, String text) throws Exception {
    return cache.store(key(text), ByteSource.of(text.getBytes(UTF_8)));
  }

  private static Optional<String> read(ReferenceCache cache, String text) throws Exception {
    Optional<CachedReference> found = cache.open(key(text));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (CachedReference reference = found.get()) {
      return Optional.of(new String(reference.stream().readAllBytes(), UTF_8));
    }
  }

  private Path file(String text) {
    return directory.resolve("references").resolve(key(text).sha256() + ".reference");
  }

  @Test
  @DisplayName("P-09 entries last longer than the cache that stored them")
  void entriesLast() throws Exception {
    try (ReferenceCache cache = open(100)) {
      assertThat(store(cache, "text")).isTrue();
    }
    try (ReferenceCache cache = open(100)) {
      assertThat(cache.usedBytes()).isEqualTo(4);
      assertThat(read(cache, "text")).contains("text");
    }
  }

  @Test
  @DisplayName("P-09 caches in one directory share entries, order of use and bound")
  void cachesShareTheirDirectory() throws Exception {
    try (ReferenceCache first = open(12);
        ReferenceCache second = open(12)) {
      store(first, "one.");
      store(second, "two.");
      store(first, "six.");
      assertThat(read(first, "one.")).contains("one.");

      store(first, "new.");

      assertThat(second.usedBytes()).isEqualTo(12);
      assertThat(read(second, "two.")).isEmpty();
      assertThat(read(second, "one.")).contains("one.");
      assertThat(read(second, "six.")).contains("six.");
    }
  }

  @Test
  @DisplayName("P-09 a smaller cache shrinks what a larger one left when it stores")
  void aSmallerCacheShrinksTheDirectory() throws Exception {
    try (ReferenceCache large = open(100)) {
      for (int i = 0; i < 10; i++) {
        store(large, "entry " + i);
      }
    }
    try (ReferenceCache small = open(20)) {
      store(small, "entry x");
      assertThat(small.usedBytes()).isEqualTo(14);
      assertThat(read(small, "entry 9")).contains("entry 9");
    }
  }

  @Test
  @DisplayName("P-06 foreign files in the cache's directory are neither counted nor touched")
  void foreignFilesAreLeftAlone() throws Exception {
    Path foreign = Files.writeString(directory.resolve("notes"), "mine");
    Path references = Files.createDirectory(directory.resolve("references"));
    Path inside = Files.writeString(references.resolve("README"), "mine");
    Path lookAlike = Files.writeString(references.resolve("0123.reference"), "mine");
    Path encrypted = Files.writeString(references.resolve("0123.encrypted"), "mine");
    Files.createDirectory(file("directory"));
    try (ReferenceCache cache = open(8)) {
      store(cache, "one.");
      store(cache, "two.");
      store(cache, "six.");

      assertThat(cache.usedBytes()).isEqualTo(8);
      assertThat(read(cache, "directory")).isEmpty();
    }
    assertThat(foreign).hasContent("mine");
    assertThat(inside).hasContent("mine");
    assertThat(lookAlike).hasContent("mine");
    assertThat(encrypted).hasContent("mine");
    assertThat(file("directory")).isDirectory();
  }

  @Test
  @DisplayName("P-43 what a dead process had half written is removed, other files are not")
  void staleTemporaryFilesAreRemoved() throws Exception {
    Path references = Files.createDirectory(directory.resolve("references"));
    Path stale =
        Files.createFile(
            references.resolve("0000000100000001-01234567-89ab-cdef-0123-456789abcdef.tmp"));
    Path foreign = Files.createFile(references.resolve("notes.tmp"));
    try (ReferenceCache cache = open(100)) {
      store(cache, "text");
    }
    assertThat(stale).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  @DisplayName("P-09 nothing half written is left when content is not what it should be")
  void refusedContentLeavesNothing() throws Exception {
    try (ReferenceCache cache = open(100)) {
      assertThat(cache.store(key("text"), ByteSource.of("test".getBytes(UTF_8)))).isFalse();
    }
    assertThat(DeepTrees.files(directory.resolve("references")))
        .containsExactly(directory.resolve("references/lock"));
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("P-09 entries are private")
  void entriesArePrivate() throws Exception {
    try (ReferenceCache cache = open(100)) {
      store(cache, "text");
    }
    assertPermissions("rwx------", directory.resolve("references"));
    assertPermissions("rw-------", file("text"));
  }

  private static void assertPermissions(String wanted, Path path) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo(wanted);
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("P-09 a symbolic link is no entry")
  void linksAreNotFollowed(@TempDir Path elsewhere) throws Exception {
    Files.createDirectory(directory.resolve("references"));
    Path target = Files.writeString(elsewhere.resolve("target"), "text");
    Files.createSymbolicLink(file("text"), target);
    try (ReferenceCache cache = open(100)) {
      assertThat(read(cache, "text")).isEmpty();
      assertThat(cache.usedBytes()).isZero();
    }
    assertThat(target).hasContent("text");
  }

  @Test
  @DisplayName("P-09 a cache whose directory cannot be used behaves as if it were empty")
  void anUnusableDirectoryIsAnEmptyCache() throws Exception {
    Path notADirectory = Files.createFile(directory.resolve("file"));
    try (ReferenceCache cache =
        new FilesystemReferenceCache(notADirectory, 100, StorageTests.CLOCK)) {
      assertThat(store(cache, "text")).isFalse();
      assertThat(read(cache, "text")).isEmpty();
      assertThat(cache.usedBytes()).isZero();
    }
    assertThat(notADirectory).isEmptyFile();
  }

  @Test
  @DisplayName("L-09 looking into a cache that is not there creates nothing")
  void readingCreatesNothing() throws Exception {
    try (ReferenceCache cache = open(100)) {
      assertThat(read(cache, "text")).isEmpty();
      assertThat(cache.usedBytes()).isZero();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @DisplayName("P-49 an interrupted thread does not close an entry for others")
  void interruptsDoNotCloseEntries() throws Exception {
    try (ReferenceCache cache = open(100)) {
      store(cache, "text");
      try (CachedReference reference = cache.open(key("text")).orElseThrow()) {
        Thread.currentThread().interrupt();
        assertThat(reference.read(0, new byte[4], 0, 4)).isEqualTo(4);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(reference.stream().readAllBytes()).hasSize(4);
      }
    }
  }
}
