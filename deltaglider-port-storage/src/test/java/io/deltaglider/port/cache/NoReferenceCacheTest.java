package io.deltaglider.port.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.port.scratch.ByteSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoReferenceCacheTest {
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  @DisplayName("P-09 a cache that is switched off keeps nothing")
  void keepsNothing() {
    CacheKey key = new CacheKey(EMPTY);
    try (ReferenceCache cache = ReferenceCache.none()) {
      assertThat(cache.store(key, ByteSource.of(new byte[0]))).isFalse();
      assertThat(cache.open(key)).isEmpty();
      assertThat(cache.usedBytes()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"})
  void aKeyIs64LowerCaseHexDigits(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CacheKey(text))
        .withMessageContaining(text);
    assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey("g".repeat(64)));
    assertThatIllegalArgumentException().isThrownBy(() -> new CacheKey(EMPTY + "0"));
  }
}
