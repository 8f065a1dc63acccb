package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressWriterTest {
  private final AddressWriter writer = new AddressWriter();
  private final SectionBuffer addresses = new SectionBuffer();

  private int write(long address, long here) {
    int mode = writer.mode(address, here);
    writer.write(mode, address, here, addresses);
    return mode;
  }

  @Test
  void prefersADistanceUsedBeforeOverAShorterOperand() {
    writer.reset();
    assertThat(write(1_000, 2_000_000)).isEqualTo(AddressCache.SELF);
    // A NEAR mode would need one byte.
    assertThat(write(1_100, 2_000_100)).isEqualTo(AddressCache.HERE);
  }

  @Test
  void takesTheShortestOperandForANewDistance() {
    writer.reset();
    write(100_000, 2_000_000);
    assertThat(write(100_010, 2_000_500)).isEqualTo(AddressCache.FIRST_NEAR);
  }

  @Test
  void forgetsDistancesAtANewWindow() {
    writer.reset();
    write(1_000, 2_000_000);
    writer.reset();
    assertThat(write(1_100, 2_000_100)).isEqualTo(AddressCache.SELF);
  }
}
