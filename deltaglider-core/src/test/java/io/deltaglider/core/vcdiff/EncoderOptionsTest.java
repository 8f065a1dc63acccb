package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderOptionsTest {
  private static final EncoderOptions DEFAULT = EncoderOptions.DEFAULT;

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, 10})
  void refusesEffortsOutsideOneToNine(int effort) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withEffort(effort))
        .withMessageContaining(Integer.toString(effort));
  }

  @Test
  void refusesBudgetsThatAreTooSmall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withMaxIndexBytes(EncoderOptions.MIN_INDEX_BYTES - 1))
        .withMessageContaining("maxIndexBytes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULT.withMaxSourceBytes(EncoderOptions.MIN_SOURCE_BYTES - 1))
        .withMessageContaining("maxSourceBytes");
  }

  @Test
  void changesOneValueAtATime() {
    EncoderOptions options =
        DEFAULT
            .withEffort(2)
            .withMaxIndexBytes(5000)
            .withMaxSourceBytes(1 << 20)
            .withApplicationHeader(new byte[] {1, 2});
    assertThat(options.effort()).isEqualTo(2);
    assertThat(options.maxIndexBytes()).isEqualTo(5000);
    assertThat(options.maxSourceBytes()).isEqualTo(1 << 20);
    assertThat(options.applicationHeader()).contains(ApplicationHeader.of(new byte[] {1, 2}));
    assertThat(DEFAULT.applicationHeader()).isEmpty();
  }

  @Test
  void takesNoMoreThanAQuarterOfTheHeapByDefault() {
    long maxHeap = Runtime.getRuntime().maxMemory();
    assertThat((long) DEFAULT.maxIndexBytes() + DEFAULT.maxSourceBytes())
        .isLessThanOrEqualTo(maxHeap / 4);
  }
}
