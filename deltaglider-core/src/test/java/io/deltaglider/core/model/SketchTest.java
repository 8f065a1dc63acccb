package io.deltaglider.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchTest {
  private static final String TEXT =
      "0001000200030004000500060007000800090000000b000c000d000e000fffff";

  @Test
  void readsWhatItWrites() {
    Sketch sketch = Sketch.parse(TEXT).orElseThrow();
    assertThat(sketch.encode()).isEqualTo(TEXT);
    assertThat(sketch)
        .hasToString(TEXT)
        .isEqualTo(Sketch.parse(TEXT).orElseThrow())
        .hasSameHashCodeAs(Sketch.parse(TEXT).orElseThrow());
  }

  @Test
  void countsEqualBinsThatAreNotEmpty() {
    Sketch sketch = Sketch.parse(TEXT).orElseThrow();
    assertThat(sketch.similarity(sketch)).isEqualTo(15);
    String shifted = TEXT.substring(1) + "0";
    assertThat(sketch.similarity(Sketch.parse(shifted).orElseThrow())).isZero();
    String changed = "0001" + "f".repeat(60);
    assertThat(sketch.similarity(Sketch.parse(changed).orElseThrow())).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0001",
        "0001000200030004000500060007000800090000000b000c000d000e000ffff",
        "0001000200030004000500060007000800090000000B000c000d000e000fffff",
        "0001000200030004000500060007000800090000000b000c000d000e000fffff0"
      })
  void ignoresOtherForms(String text) {
    assertThat(Sketch.parse(text)).isEmpty();
  }
}
