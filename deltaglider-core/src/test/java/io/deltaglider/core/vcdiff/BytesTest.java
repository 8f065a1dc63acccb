package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {
  @ParameterizedTest
  @ValueSource(ints = {128, 129, 1000, 1 << 16, 1 << 20})
  void randomBytesLookRandomAndTextDoesNot(int size) {
    byte[] both = Samples.concat(Samples.text(1, size), Samples.random(2, size));
    assertThat(Bytes.lookRandom(both, size, 2 * size)).isTrue();
    assertThat(Bytes.lookRandom(both, 0, size)).isFalse();
  }

  @Test
  void fewBytesNeverLookRandom() {
    byte[] random = Samples.random(3, 1000);
    for (int size = 0; size < 128; size++) {
      assertThat(Bytes.lookRandom(random, 500, 500 + size)).as("%d bytes", size).isFalse();
    }
  }

  @Test
  void randomBytesAtOneEndDoNotMakeARangeLookRandom() {
    byte[] text = Samples.text(4, 7000);
    byte[] random = Samples.random(5, 3000);
    assertThat(Bytes.lookRandom(Samples.concat(text, random), 0, 10_000)).isFalse();
    assertThat(Bytes.lookRandom(Samples.concat(random, text), 0, 10_000)).isFalse();
  }
}
