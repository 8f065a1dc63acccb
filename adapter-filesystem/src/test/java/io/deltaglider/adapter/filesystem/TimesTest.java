package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.address;
import static io.deltaglider.adapter.filesystem.StorageTests.fileOf;
import static io.deltaglider.adapter.filesystem.StorageTests.put;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times that are kept on the disk: those of the clock, in the unit that the page says. */
class TimesTest {
  private static final Instant START = Instant.parse("2031-05-06T07:08:09.123Z");

  @TempDir private Path directory;
  private final MutableClock clock = new MutableClock(START);

  @Test
  @DisplayName("P-45 an object's and a bucket's times are the clock's")
  void objectsHaveTheClocksTime() throws IOException {
    try (FilesystemStorage storage =
        new FilesystemStorage(directory, clock, ObservedOperations.unforced())) {
      storage.createBucket(BUCKET);
      clock.advance(Duration.ofMillis(1500));
      put(storage, "a", "content");

      assertThat(storage.listBuckets().get(0).createdAt()).isEqualTo(START);
      assertThat(storage.head(address("a")).lastModified()).isEqualTo("2031-05-06T07:08:10.623Z");
      assertThat(Files.readString(fileOf(directory, "a"), ISO_8859_1))
          .contains("\"lastModified\":\"2031-05-06T07:08:10.623Z\"");
    }
  }

  @Test
  @DisplayName("P-45 a cache entry's last use is the clock's, which is the file's time")
  void entriesHaveTheClocksTime() throws IOException {
    byte[] content = "text".getBytes(UTF_8);
    try (FilesystemReferenceCache cache = new FilesystemReferenceCache(directory, 100, clock)) {
      cache.store(CacheKeys.of(content), ByteSource.of(content));
      clock.advance(Duration.ofSeconds(90));
      cache.open(CacheKeys.of(content)).orElseThrow().close();
    }

    Path file = directory.resolve("references/" + CacheKeys.of(content).sha256() + ".reference");
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(START.plusSeconds(90));
  }
}
