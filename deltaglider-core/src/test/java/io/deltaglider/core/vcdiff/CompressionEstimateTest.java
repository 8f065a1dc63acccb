package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressionEstimateTest {
  private final CompressionEstimate estimate = new CompressionEstimate(0.03);

  private int saving(byte[] bytes) {
    return estimate.saving(bytes, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100, 4096, 5000, 1 << 20})
  void savesNothingOnRandomBytes(int size) {
    assertThat(saving(Samples.random(size, size))).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 4096, 4097, 1 << 20})
  void savesMuchOnText(int size) {
    assertThat(saving(Samples.text(size, size))).isBetween(size / 5, size);
  }

  @Test
  void seesRepetitionsThatTheEntropyOfBytesDoesNotShow() {
    byte[] unit = Samples.random(1, 30_000);
    assertThat(saving(Samples.periodic(unit, 150_000))).isBetween(60_000, 150_000);
  }

  @Test
  void ignoresSavingsBelowTheRatio() {
    byte[] mixed = Samples.concat(Samples.random(1, 1 << 20), new byte[10_000]);
    assertThat(saving(mixed)).isZero();
    assertThat(new CompressionEstimate(0).saving(mixed, mixed.length)).isBetween(5_000, 10_000);
  }

  @Test
  void doesNotReadBehindTheSection() {
    byte[] bytes = Samples.concat(Samples.random(1, 1000), new byte[100_000]);
    assertThat(estimate.saving(bytes, 1000)).isZero();
  }
}
