package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a cache with a key keeps on the disk, and what becomes of it under another key. */
class EncryptedReferenceCacheTest {
  private static final Optional<CacheEncryptionKey> KEY = key("0123456789abcdef");
  private static final Optional<CacheEncryptionKey> OTHER_KEY = key("0123456789abcdee");
  private static final Optional<CacheEncryptionKey> NO_KEY = Optional.empty();
  private static final String SENTENCE = "a reference that nobody else may read; ";
  private static final byte[] CONTENT = SENTENCE.repeat(10_000).getBytes(UTF_8);

  /** A header, the content, and a tag for each 4 KiB of it. */
  private static final int HELD = 40 + CONTENT.length + 16 * ((CONTENT.length + 4095) / 4096);

  @TempDir private Path directory;
  private final MutableClock clock = new MutableClock(StorageTests.CLOCK.instant());

  private static Optional<CacheEncryptionKey> key(String hex) {
    return Optional.of(CacheEncryptionKey.parse(hex.repeat(4)));
  }

  private ReferenceCache open(Optional<CacheEncryptionKey> key, long maxBytes) {
    return new FilesystemReferenceCache(directory, maxBytes, key, clock);
  }

  private ReferenceCache open(Optional<CacheEncryptionKey> key) {
    return open(key, 1_000_000);
  }

  private void store(ReferenceCache cache, byte[] content) throws Exception {
    clock.advance(Duration.ofSeconds(1));
    assertThat(cache.store(CacheKeys.of(content), ByteSource.of(content))).isTrue();
  }

  private static boolean holds(ReferenceCache cache, byte[] content) throws Exception {
    Optional<CachedReference> found = cache.open(CacheKeys.of(content));
    if (found.isEmpty()) {
      return false;
    }
    try (CachedReference reference = found.get()) {
      assertThat(reference.stream().readAllBytes()).isEqualTo(content);
      return true;
    }
  }

  private Path file(String suffix) throws Exception {
    return directory.resolve("references").resolve(CacheKeys.of(CONTENT).sha256() + suffix);
  }

  private List<Path> entries() throws IOException {
    return DeepTrees.files(directory).stream().filter(file -> !file.endsWith("lock")).toList();
  }

  @Test
  @DisplayName("P-09 with a key no plaintext is in any file, and the bytes come back")
  void plaintextIsNotOnTheDisk() throws Exception {
    try (ReferenceCache cache = open(KEY)) {
      store(cache, CONTENT);
    }

    assertThat(entries()).containsExactly(file(".encrypted"));
    byte[] bytes = Files.readAllBytes(file(".encrypted"));
    assertThat(bytes).hasSize(HELD);
    assertThat(new String(bytes, ISO_8859_1)).doesNotContain("reference", SENTENCE.substring(0, 4));
    assertThat(distinctBlocks(bytes)).isEqualTo(bytes.length / 16);
    try (ReferenceCache cache = open(KEY)) {
      assertThat(holds(cache, CONTENT)).isTrue();
    }
  }

  /** Counts the blocks of 16 bytes. Content that repeats itself must not show that it does. */
  private static long distinctBlocks(byte[] bytes) {
    return IntStream.range(0, bytes.length / 16)
        .mapToObj(i -> HexFormat.of().formatHex(bytes, 16 * i, 16 * i + 16))
        .distinct()
        .count();
  }

  @Test
  @DisplayName("P-09 with a key two entries of the same content have nothing in common")
  void theSameContentIsEncryptedDifferently() throws Exception {
    byte[][] files = new byte[2][];
    for (int i = 0; i < 2; i++) {
      try (ReferenceCache cache = open(KEY)) {
        store(cache, CONTENT);
      }
      files[i] = Files.readAllBytes(file(".encrypted"));
      Files.delete(file(".encrypted"));
    }

    byte[] both = new byte[2 * (HELD - 40)];
    System.arraycopy(files[0], 40, both, 0, HELD - 40);
    System.arraycopy(files[1], 40, both, HELD - 40, HELD - 40);
    assertThat(distinctBlocks(both)).isEqualTo(both.length / 16);
    assertThat(Arrays.copyOfRange(files[0], 8, 40))
        .isNotEqualTo(Arrays.copyOfRange(files[1], 8, 40));
  }

  @Test
  @DisplayName("P-09 under a wrong key an entry is absent, removed and can be stored again")
  void aWrongKeyIsAMiss() throws Exception {
    try (ReferenceCache cache = open(KEY);
        ReferenceCache other = open(OTHER_KEY)) {
      store(cache, CONTENT);

      assertThat(holds(other, CONTENT)).isFalse();

      assertThat(entries()).isEmpty();
      store(other, CONTENT);
      assertThat(holds(other, CONTENT)).isTrue();
      store(cache, CONTENT);
      assertThat(holds(cache, CONTENT)).isTrue();
      assertThat(entries()).hasSize(1);
    }
  }

  @Test
  @DisplayName("P-09 switching the key on or off misses, and touches no entry of the other kind")
  void switchingTheKeyMisses() throws Exception {
    try (ReferenceCache plain = open(NO_KEY);
        ReferenceCache encrypted = open(KEY)) {
      store(plain, CONTENT);
      assertThat(holds(encrypted, CONTENT)).isFalse();
      store(encrypted, CONTENT);

      assertThat(holds(plain, CONTENT)).isTrue();
      assertThat(holds(encrypted, CONTENT)).isTrue();
      assertThat(entries()).containsExactlyInAnyOrder(file(".reference"), file(".encrypted"));
      assertThat(plain.usedBytes())
          .isEqualTo(encrypted.usedBytes())
          .isEqualTo(CONTENT.length + HELD);
    }
  }

  @Test
  @DisplayName("P-09 the bound holds for whole files of both kinds together")
  void bothKindsShareTheBound() throws Exception {
    try (ReferenceCache plain = open(NO_KEY, 400);
        ReferenceCache encrypted = open(KEY, 400)) {
      byte[][] contents = new byte[4][];
      for (int i = 0; i < 4; i++) {
        contents[i] = new byte[100];
        Arrays.fill(contents[i], (byte) i);
      }
      store(plain, contents[0]);
      store(encrypted, contents[1]);

      store(encrypted, contents[2]);

      assertThat(holds(plain, contents[0])).isFalse();
      assertThat(encrypted.usedBytes()).isEqualTo(312);
      store(plain, contents[3]);
      assertThat(holds(encrypted, contents[1])).isFalse();
      assertThat(holds(encrypted, contents[2])).isTrue();
      assertThat(plain.usedBytes()).isEqualTo(256);
      byte[] tooLong = new byte[345];
      assertThat(encrypted.store(CacheKeys.of(tooLong), ByteSource.of(tooLong))).isFalse();
      assertThat(plain.usedBytes()).isEqualTo(256);
    }
  }
}
