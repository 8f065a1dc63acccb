package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link ReferenceCache}, run against every implementation. */
public abstract class ReferenceCacheContract {
  private ReferenceCache cache = ReferenceCache.none();

  /** Creates the suite for one implementation. */
  protected ReferenceCacheContract() {}

  /** Returns an empty cache of its own; the test closes it. */
  protected abstract ReferenceCache openCache(long maxBytes) throws Exception;

  /**
   * Changes one byte in the middle of what the cache stores for an entry, behind its back.
   *
   * @return false if the medium cannot be reached in such a way
   */
  protected abstract boolean damageEntry(ReferenceCache cache, CacheKey key) throws Exception;

  /**
   * Cuts off the last byte of what the cache stores for an entry, behind its back.
   *
   * @return false if the medium cannot be reached in such a way
   */
  protected abstract boolean truncateEntry(ReferenceCache cache, CacheKey key) throws Exception;

  /** Returns how many bytes an entry with so much content holds. */
  protected long heldBytes(long contentBytes) {
    return contentBytes;
  }

  /** Returns how many bytes this many entries hold that have so much content each. */
  private long held(int entries, long contentBytes) {
    return entries * heldBytes(contentBytes);
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

  private static CacheKey key(byte[] content) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    return new CacheKey(HexFormat.of().formatHex(sha256.digest(content)));
  }

  private CacheKey store(byte[] content) throws Exception {
    CacheKey key = key(content);
    assertThat(cache.store(key, ByteSource.of(content))).isTrue();
    return key;
  }

  private static byte[] readAll(CachedReference reference) throws IOException {
    byte[] bytes = new byte[(int) reference.size()];
    reference.readFully(0, bytes, 0, bytes.length);
    return bytes;
  }

  private void assertHolds(CacheKey key, byte[] content) throws IOException {
    try (CachedReference reference = cache.open(key).orElseThrow()) {
      assertThat(readAll(reference)).isEqualTo(content);
    }
  }

  @Test
  void anEmptyCacheHasNothing() throws Exception {
    cache = openCache(1000);

    assertThat(cache.open(key(new byte[0]))).isEmpty();
    assertThat(cache.usedBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 65_536, 262_145, 1_000_000})
  void whatIsStoredCanBeOpened(int size) throws Exception {
    cache = openCache(2_000_000);
    byte[] content = bytes(size, size);

    CacheKey key = store(content);

    assertHolds(key, content);
    assertHolds(key, content);
    assertThat(cache.usedBytes()).isEqualTo(held(1, size));
  }

  @Test
  void anOpenedEntryIsReadAtAnyPosition() throws Exception {
    cache = openCache(1_000_000);
    byte[] content = bytes(1, 500_000);
    CacheKey key = store(content);

    try (CachedReference reference = cache.open(key).orElseThrow()) {
      byte[] buffer = new byte[70_000];
      assertThat(reference.read(250_000, buffer, 0, 70_000)).isEqualTo(70_000);
      assertThat(buffer).isEqualTo(Arrays.copyOfRange(content, 250_000, 320_000));
      assertThat(reference.read(499_999, buffer, 5, 100)).isEqualTo(1);
      assertThat(buffer[5]).isEqualTo(content[499_999]);
      assertThat(reference.stream(10, 20).readAllBytes())
          .isEqualTo(Arrays.copyOfRange(content, 10, 20));
    }
  }

  @Test
  void theCacheKeepsACopy() throws Exception {
    cache = openCache(1000);
    byte[] content = bytes(2, 100);
    byte[] original = content.clone();

    CacheKey key = store(content);
    Arrays.fill(content, (byte) 0);

    assertHolds(key, original);
  }

  @Test
  @DisplayName("P-09 an entry that is stored again is counted once")
  void anEntryIsCountedOnce() throws Exception {
    cache = openCache(1000);
    byte[] content = bytes(3, 400);

    for (int i = 0; i < 5; i++) {
      store(content);
      assertThat(cache.usedBytes()).isEqualTo(held(1, 400));
    }
  }

  @Test
  @DisplayName("L-06 content of another hash is not stored")
  void contentOfAnotherHashIsNotStored() throws Exception {
    cache = openCache(1000);
    CacheKey key = key(bytes(4, 100));

    assertThat(cache.store(key, ByteSource.of(bytes(5, 100)))).isFalse();

    assertThat(cache.open(key)).isEmpty();
    assertThat(cache.usedBytes()).isZero();
  }

  @Test
  void contentOfAnotherHashDoesNotReplaceAnEntry() throws Exception {
    cache = openCache(1000);
    byte[] content = bytes(6, 100);
    CacheKey key = store(content);

    cache.store(key, ByteSource.of(bytes(7, 100)));

    assertHolds(key, content);
    assertThat(cache.usedBytes()).isEqualTo(held(1, 100));
  }

  @Test
  @DisplayName("P-09 content that cannot be read is not stored, and nobody is disturbed")
  void contentThatCannotBeReadIsNotStored() throws Exception {
    cache = openCache(1000);
    byte[] content = bytes(8, 100);
    ByteSource broken =
        new ByteSource() {
          @Override
          public long size() {
            return content.length;
          }

          @Override
          public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("broken");
          }
        };

    assertThat(cache.store(key(content), broken)).isFalse();

    assertThat(cache.open(key(content))).isEmpty();
    assertThat(cache.usedBytes()).isZero();
  }

  @Test
  @DisplayName("P-09 a damaged entry is removed and reported as absent")
  void aDamagedEntryIsAbsent() throws Exception {
    cache = openCache(10_000);
    byte[] content = bytes(9, 1000);
    byte[] other = bytes(10, 500);
    CacheKey key = store(content);
    CacheKey otherKey = store(other);
    assumeTrue(damageEntry(cache, key), "entries cannot be damaged from outside");

    assertThat(cache.open(key)).isEmpty();

    assertThat(cache.usedBytes()).isEqualTo(held(1, 500));
    assertHolds(otherKey, other);
    store(content);
    assertHolds(key, content);
  }

  @Test
  @DisplayName("P-09 a truncated entry is removed and reported as absent")
  void aTruncatedEntryIsAbsent() throws Exception {
    cache = openCache(10_000);
    byte[] content = bytes(11, 1000);
    CacheKey key = store(content);
    assumeTrue(truncateEntry(cache, key), "entries cannot be truncated from outside");

    assertThat(cache.open(key)).isEmpty();

    assertThat(cache.usedBytes()).isZero();
    store(content);
    assertHolds(key, content);
  }

  @Test
  @DisplayName("P-09 a damaged entry is replaced when its content is stored again")
  void aDamagedEntryIsReplaced() throws Exception {
    cache = openCache(10_000);
    byte[] content = bytes(12, 1000);
    CacheKey key = store(content);
    assumeTrue(damageEntry(cache, key), "entries cannot be damaged from outside");

    store(content);

    assertHolds(key, content);
    assertThat(cache.usedBytes()).isEqualTo(held(1, 1000));
  }

  @Test
  @DisplayName("P-09 an entry larger than the cache is not stored, and nothing makes room for it")
  void anEntryLargerThanTheCacheIsNotStored() throws Exception {
    cache = openCache(held(1, 1000));
    byte[] small = bytes(13, 100);
    CacheKey smallKey = store(small);
    byte[] large = bytes(14, 1001);

    assertThat(cache.store(key(large), ByteSource.of(large))).isFalse();

    assertThat(cache.open(key(large))).isEmpty();
    assertHolds(smallKey, small);
    assertThat(cache.usedBytes()).isEqualTo(held(1, 100));
  }

  @Test
  void anEntryAsLargeAsTheCacheFits() throws Exception {
    cache = openCache(held(1, 1000));
    store(bytes(15, 600));
    byte[] whole = bytes(16, 1000);

    CacheKey key = store(whole);

    assertHolds(key, whole);
    assertThat(cache.usedBytes()).isEqualTo(held(1, 1000));
  }

  @Test
  @DisplayName("P-09 a cache without room is as good as one that is switched off")
  void aCacheOfNoBytesKeepsNothing() throws Exception {
    cache = openCache(0);
    byte[] content = bytes(17, 1);

    assertThat(cache.store(key(content), ByteSource.of(content))).isFalse();
    assertThat(cache.open(key(content))).isEmpty();
    assertThat(cache.usedBytes()).isZero();
  }

  @Test
  void theLeastRecentlyUsedGoFirst() throws Exception {
    cache = openCache(held(3, 300) + 100);
    byte[] first = bytes(18, 300);
    CacheKey firstKey = store(first);
    CacheKey secondKey = store(bytes(19, 300));
    byte[] third = bytes(20, 300);
    CacheKey thirdKey = store(third);
    cache.open(firstKey).orElseThrow().close();

    byte[] fourth = bytes(21, 300);
    CacheKey fourthKey = store(fourth);

    assertThat(cache.open(secondKey)).isEmpty();
    assertHolds(firstKey, first);
    assertHolds(thirdKey, third);
    assertHolds(fourthKey, fourth);
    assertThat(cache.usedBytes()).isEqualTo(held(3, 300));
  }

  @Test
  void storingAgainCountsAsUse() throws Exception {
    cache = openCache(1000);
    byte[] first = bytes(22, 400);
    CacheKey firstKey = store(first);
    CacheKey secondKey = store(bytes(23, 400));
    store(first);

    store(bytes(24, 400));

    assertHolds(firstKey, first);
    assertThat(cache.open(secondKey)).isEmpty();
  }

  @Test
  void noMoreAreEvictedThanNeeded() throws Exception {
    long bound = held(10, 100);
    cache = openCache(bound);
    for (int i = 0; i < 10; i++) {
      store(bytes(100 + i, 100));
    }
    int kept = (int) ((bound - held(1, 250)) / held(1, 100));

    store(bytes(25, 250));

    assertThat(cache.usedBytes()).isEqualTo(held(kept, 100) + held(1, 250));
    for (int i = 0; i < 10; i++) {
      Optional<CachedReference> entry = cache.open(key(bytes(100 + i, 100)));
      assertThat(entry.isPresent()).as("entry %s", i).isEqualTo(i >= 10 - kept);
      entry.ifPresent(CachedReference::close);
    }
  }

  @Test
  @DisplayName("L-06 an open entry stays readable when it is evicted")
  void anOpenEntryOutlivesItsEviction() throws Exception {
    cache = openCache(1000);
    byte[] content = bytes(26, 800);
    CacheKey key = store(content);

    try (CachedReference reference = cache.open(key).orElseThrow()) {
      store(bytes(27, 900));
      assertThat(cache.open(key)).isEmpty();

      assertThat(readAll(reference)).isEqualTo(content);
    }
  }

  @Test
  @DisplayName("P-49 many threads get right bytes or none, within the bound")
  void manyThreadsGetRightBytesOrNone() throws Exception {
    cache = openCache(5000);

    Race race =
        Race.of(
            Race.THREADS,
            number -> {
              Random random = new Random(number);
              for (int round = 0; round < 50; round++) {
                byte[] content = bytes(1000 + random.nextInt(8), 1000);
                cache.store(key(content), ByteSource.of(content));
                Optional<CachedReference> found = cache.open(key(content));
                if (found.isPresent()) {
                  try (CachedReference reference = found.get()) {
                    assertThat(readAll(reference)).isEqualTo(content);
                  }
                }
                assertThat(cache.usedBytes()).isBetween(0L, 5000L);
              }
            });

    assertThat(race.winners()).hasSize(Race.THREADS);
    int present = 0;
    for (int i = 0; i < 8; i++) {
      Optional<CachedReference> entry = cache.open(key(bytes(1000 + i, 1000)));
      present += entry.isPresent() ? 1 : 0;
      entry.ifPresent(CachedReference::close);
    }
    assertThat(cache.usedBytes()).isEqualTo(held(present, 1000)).isPositive();
  }
}
