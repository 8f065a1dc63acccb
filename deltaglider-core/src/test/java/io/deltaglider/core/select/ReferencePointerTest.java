package io.deltaglider.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePointerTest {
  private static final String SHA =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String SKETCH =
      "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void isNamedAfterAllItSays() {
    ReferencePointer pointer =
        new ReferencePointer(new Sha256(SHA), 1_234_567, sketch(), 35, 7, NOW);
    assertThat(pointer.name()).isEqualTo(SHA + ".1234567." + SKETCH + ".35.7.1767225600");
  }

  @Property
  void readsWhatItWrites(
      @ForAll @LongRange(min = 0, max = 999_999_999_999_999_999L) long size,
      @ForAll @IntRange(max = 999) int baseline,
      @ForAll @IntRange(max = 999) int debt,
      @ForAll @LongRange(min = 0, max = 99_999_999_999L) long second) {
    Instant created = Instant.ofEpochSecond(second);
    ReferencePointer pointer =
        new ReferencePointer(new Sha256(SHA), size, sketch(), baseline, debt, created);
    assertThat(ReferencePointer.parse(pointer.name())).contains(pointer);
    assertThat(pointer.name()).hasSizeLessThanOrEqualTo(ReferencePointer.MAX_NAME_BYTES);
  }

  @Test
  void beginsWithoutBaselineAndDebt() {
    ReferencePointer pointer = ReferencePointer.fresh(new Sha256(SHA), 5, sketch(), NOW);
    assertThat(pointer.name()).isEqualTo(SHA + ".5." + SKETCH + ".0.0.1767225600");
  }

  // A name has one form, so that deleting by name deletes what was listed.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "....",
        SHA,
        SHA + ".5." + SKETCH + ".0.0",
        SHA + ".5." + SKETCH + ".0.0.0.0",
        SHA + ".5." + SKETCH + ".0.00.0",
        SHA + ".5." + SKETCH + ".0.0.00",
        SHA + ".05." + SKETCH + ".0.0.0",
        SHA + ".-5." + SKETCH + ".0.0.0",
        SHA + ".+5." + SKETCH + ".0.0.0",
        SHA + ".5." + SKETCH + ".0.1000.0",
        SHA + ".5." + SKETCH + ".0.0.100000000000",
        SHA + ".9999999999999999999." + SKETCH + ".0.0.0",
        SHA + ".5.fedcba.0.0.0",
        SHA + "0.5." + SKETCH + ".0.0.0",
        SHA + ".5." + SKETCH + ".0.0.0\n",
        SHA + ".5." + SKETCH + ".0.0.\u0661",
        "FF" + SHA + ".5." + SKETCH + ".0.0.0"
      })
  void ignoresNamesOfAnotherForm(String name) {
    assertThat(ReferencePointer.parse(name)).isEmpty();
  }

  @Property
  void ignoresAnyOtherText(@ForAll String name) {
    assertThat(ReferencePointer.parse(name)).isEmpty();
  }

  @Test
  void refusesValuesThatItsNameCannotHold() {
    assertThatIllegalArgumentException().isThrownBy(() -> pointer(-1, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pointer(1_000_000_000_000_000_000L, 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pointer(1, -1, 0))
        .withMessageContaining("baseline");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pointer(1, 0, 1_000))
        .withMessageContaining("debt");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ReferencePointer.fresh(new Sha256(SHA), 1, sketch(), Instant.ofEpochSecond(-1)))
        .withMessageContaining("1969");
  }

  private static ReferencePointer pointer(long size, int baseline, int debt) {
    return new ReferencePointer(new Sha256(SHA), size, sketch(), baseline, debt, NOW);
  }

  private static Sketch sketch() {
    return Sketch.parse(SKETCH).orElseThrow();
  }
}
