package io.deltaglider.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted entries that someone without the key changed, and reads of whole ones. */
class EncryptedEntryTest {
  private static final int HEADER = 40;
  private static final int CHUNK = 4096;
  private static final int SEALED = CHUNK + 16;
  private static final CacheEncryptionKey KEY =
      CacheEncryptionKey.parse("0123456789abcdef".repeat(4));

  @TempDir private Path directory;
  private ReferenceCache cache;

  @BeforeEach
  void open() {
    cache =
        new FilesystemReferenceCache(directory, 10_000_000, Optional.of(KEY), StorageTests.CLOCK);
  }

  @AfterEach
  void close() {
    cache.close();
  }

  private static byte[] bytes(long seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private CacheKey store(byte[] content) {
    CacheKey key = CacheKeys.of(content);
    assertThat(cache.store(key, ByteSource.of(content))).isTrue();
    return key;
  }

  private Path file(CacheKey key) {
    return directory.resolve("references").resolve(key.sha256() + ".encrypted");
  }

  /** Asserts that a file with these bytes is no entry of the key, and is removed. */
  private void assertAbsent(CacheKey key, byte[] bytes, String what) throws IOException {
    Files.write(file(key), bytes);
    assertThat(cache.open(key)).as(what).isEmpty();
    assertThat(file(key)).as(what).doesNotExist();
  }

  private void assertHolds(CacheKey key, byte[] content) throws IOException {
    try (CachedReference reference = cache.open(key).orElseThrow()) {
      assertThat(reference.stream().readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  @DisplayName("P-09 an encrypted entry with any one byte changed is absent, and is replaced")
  void everyByteCounts() throws Exception {
    byte[] content = bytes(1, CHUNK + 100);
    CacheKey key = store(content);
    byte[] whole = Files.readAllBytes(file(key));
    assertThat(whole).hasSize(HEADER + SEALED + 116);

    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      assertAbsent(key, changed, "byte " + i);
    }
    store(content);
    assertHolds(key, content);
  }

  @Test
  @DisplayName("P-09 an encrypted entry cut or continued anywhere near a chunk's end is absent")
  void everyLengthButOneIsWrong() throws Exception {
    byte[] content = bytes(2, 18 * CHUNK);
    CacheKey key = store(content);
    byte[] whole = Files.readAllBytes(file(key));
    TreeSet<Integer> lengths = new TreeSet<>();
    for (int edge = 0; edge <= whole.length; edge = edge < HEADER ? HEADER : edge + SEALED) {
      for (int step : new int[] {-17, -16, -1, 0, 1, 16, 17}) {
        lengths.add(Math.max(0, edge + step));
      }
    }
    lengths.add(whole.length + SEALED);
    assertThat(lengths.remove(whole.length)).isTrue();

    for (int length : lengths) {
      assertAbsent(key, Arrays.copyOf(whole, length), "length " + length);
    }
  }

  @Test
  @DisplayName("P-09 an encrypted entry whose chunks are swapped, repeated or left out is absent")
  void chunksHaveTheirPlace() throws Exception {
    byte[] content = new byte[4 * CHUNK]; // All chunks are alike until they are sealed.
    CacheKey key = store(content);
    byte[] whole = Files.readAllBytes(file(key));

    for (int[] order : new int[][] {{1, 0, 2, 3}, {0, 1, 3, 2}, {0, 0, 2, 3}, {0, 1, 2}, {3}}) {
      assertAbsent(key, reordered(whole, order), "order " + Arrays.toString(order));
    }
    Files.write(file(key), reordered(whole, 0, 1, 2, 3));
    assertHolds(key, content);
  }

  private static byte[] reordered(byte[] whole, int... order) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(whole, 0, HEADER);
    for (int chunk : order) {
      bytes.write(whole, HEADER + chunk * SEALED, SEALED);
    }
    return bytes.toByteArray();
  }

  @Test
  @DisplayName("P-09 a chunk of an older file of the same entry is not taken for the new one's")
  void chunksAreOfOneFile() throws Exception {
    byte[] content = bytes(3, 3 * CHUNK);
    CacheKey key = store(content);
    byte[] older = Files.readAllBytes(file(key));
    Files.delete(file(key));
    store(content);
    byte[] mixed = Files.readAllBytes(file(key));
    System.arraycopy(older, HEADER, mixed, HEADER, SEALED);

    assertAbsent(key, mixed, "mixed");
  }

  @Test
  @DisplayName("L-06 an encrypted entry under another entry's name is absent")
  void entriesAreOfOneName() throws Exception {
    byte[] content = bytes(4, 10_000);
    byte[] other = bytes(5, 10_000);
    CacheKey key = store(content);
    CacheKey otherKey = store(other);
    byte[] file = Files.readAllBytes(file(key));
    byte[] otherFile = Files.readAllBytes(file(otherKey));

    assertAbsent(otherKey, file, "renamed");
    assertAbsent(key, otherFile, "renamed");
    Files.write(file(key), file);
    assertHolds(key, content);
  }

  @Test
  @DisplayName("P-09 an entry of the former format, in counter mode, is absent and replaced")
  void formerEntriesAreAbsent() throws Exception {
    byte[] content = bytes(6, 10_000);
    CacheKey key = store(content);

    assertAbsent(key, bytes(7, 16 + content.length), "former");

    store(content);
    assertHolds(key, content);
  }

  @Test
  @DisplayName("L-06 what was sealed of wrong content is no entry, even under the right name")
  void wrongContentIsNeverSealedToItsEnd() throws Exception {
    CacheKey key = CacheKeys.of(bytes(8, 100_000));
    EncryptedEntryFormat format = new EncryptedEntryFormat(KEY);
    for (int size : new int[] {0, 10, CHUNK, 16 * CHUNK, 100_000}) {
      Path file = directory.resolve("staged-" + size);
      Files.createFile(file);

      assertThat(format.write(file, key, ByteSource.of(bytes(9, size)))).isFalse();

      assertThat(format.open(file, key)).as("%s bytes", size).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 65_535, 65_536, 65_537, 200_000})
  @DisplayName("P-09 any range of an encrypted entry is read by itself")
  void rangesAgreeWithTheContent(int size) throws Exception {
    byte[] content = bytes(10 + size, size);
    CacheKey key = store(content);
    Random random = new Random(size);
    try (CachedReference reference = cache.open(key).orElseThrow()) {
      assertThat(reference.stream().readAllBytes()).isEqualTo(content);
      for (int i = 0; i < 200; i++) {
        int from = random.nextInt(size + 1);
        int wanted = random.nextInt(i % 4 == 0 ? size + 10 : 5000);
        byte[] buffer = new byte[wanted + 7];
        int count = Math.min(wanted, size - from);
        assertThat(reference.read(from, buffer, 3, wanted)).isEqualTo(count);
        assertThat(Arrays.copyOfRange(buffer, 3, 3 + count))
            .isEqualTo(Arrays.copyOfRange(content, from, from + count));
        assertThat(buffer).startsWith(0, 0, 0).endsWith(0, 0, 0, 0);
      }
    }
  }

  @Test
  @DisplayName(
      "P-09 a read of an open encrypted entry unseals what it touches, and checks it again")
  void onlyTouchedChunksAreUnsealed() throws Exception {
    byte[] content = bytes(11, 40 * CHUNK);
    CacheKey key = store(content);
    try (CachedReference reference = cache.open(key).orElseThrow()) {
      byte[] changed = Files.readAllBytes(file(key));
      changed[HEADER + 20 * SEALED + 1] ^= 1;
      Files.write(file(key), changed);
      byte[] buffer = new byte[content.length];

      assertThat(reference.read(0, buffer, 0, 20 * CHUNK)).isEqualTo(20 * CHUNK);
      assertThat(reference.read(21 * CHUNK, buffer, 21 * CHUNK, 19 * CHUNK)).isEqualTo(19 * CHUNK);
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(DamagedObjectException.class)
            .isThrownBy(() -> reference.read(21 * CHUNK - 1, new byte[1], 0, 1))
            .withMessageContaining("chunk 20");
      }
    }
    assertThat(cache.open(key)).isEmpty();
  }
}
