package io.deltaglider.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @DisplayName("P-45: durations have the unit that suits them")
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT0.999S, 999 ms",
    "PT1S, 1.0 s",
    "PT59.94S, 59.9 s",
    "PT1M, 1 min 00 s",
    "PT2M5S, 2 min 05 s",
    "PT59M59S, 59 min 59 s",
    "PT1H1M, 1 h 01 min",
    "PT50H, 50 h 00 min",
  })
  void durations(Duration duration, String text) {
    assertThat(Units.duration(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 Bytes",
    "1, 1 Byte",
    "1023, 1023 Bytes",
    "1024, 1.0 KiB",
    "1048524, 1023.9 KiB",
    "1048575, 1.0 MiB",
    "9223372036854775807, 8.0 EiB",
  })
  void sizes(long bytes, String text) {
    assertThat(Units.binary(bytes)).isEqualTo(text);
  }

  @DisplayName(
      "L-16: savings are rounded neither to everything nor to nothing, and -0 is not shown")
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.0 %",
    "100, 100, 0.0 %",
    "100, 25, 75.0 %",
    "100, 0, 100.00 %",
    "1000000, 1, 99.99 %",
    "1000, 2, 99.8 %",
    "100000, 100001, 0.0 %",
    "100, 150, -50.0 %",
    "1000, 995, 0.50 %",
    "100000, 99950, 0.05 %",
  })
  void savings(long whole, long part, String text) {
    assertThat(Units.saved(whole, part)).isEqualTo(text);
  }
}
