package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.memory.MemoryReferenceCache;
import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.scratch.ByteSource;
import io.deltaglider.port.storage.ByteRange;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Caches change how fast an answer comes, never the answer. */
class CacheTest {
  private static Stream<ReferenceCache> caches() {
    return Stream.of(
        ReferenceCache.none(),
        new MemoryReferenceCache(0),
        new MemoryReferenceCache(Contents.SIZE - 1),
        new MemoryReferenceCache(Contents.SIZE),
        new MemoryReferenceCache(1 << 30),
        new ForgetfulCache());
  }

  /** Takes everything and has nothing. */
  private static final class ForgetfulCache implements ReferenceCache {
    @Override
    public Optional<CachedReference> open(CacheKey key) {
      return Optional.empty();
    }

    @Override
    public boolean store(CacheKey key, ByteSource content) {
      return true;
    }

    @Override
    public long usedBytes() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @DisplayName(
      "P-09: with every cache, also none or one that is too small, the answers are the same")
  @MethodSource("caches")
  void everyCacheGivesTheSameAnswers(ReferenceCache cache) {
    try (TestStore store = new TestStore(MemoryStorageOptions.DEFAULT, PutOptions.DEFAULT, cache)) {
      for (int version = 0; version < 6; version++) {
        PutOutcome outcome = store.put("v" + version + "/app.zip", Contents.version(1, version));
        assertThat(outcome.form()).isEqualTo(version == 0 ? Form.REFERENCE : Form.DELTA);
      }
      for (int version = 0; version < 6; version++) {
        String key = "v" + version + "/app.zip";
        assertThat(store.get(key)).isEqualTo(Contents.version(1, version));
        assertThat(store.get(GetRequest.of(at(key)).withRange(ByteRange.of(9, 99))))
            .isEqualTo(Arrays.copyOfRange(Contents.version(1, version), 9, 100));
      }
      assertThat(store.scratch.usedBytes()).isZero();
      cache.close();
    }
  }

  @Test
  void aCacheSavesReadingTheReference() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v2/app.zip", Contents.version(1, 1));
      store.storage.clearCalls();

      store.put("v3/app.zip", Contents.version(1, 2));

      assertThat(store.storage.calls(Operation.OPEN)).isEmpty();
    }
  }
}
