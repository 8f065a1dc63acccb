package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCacheTest {
  private static final long HERE = 1L << 40;

  private final AddressCache cache = new AddressCache();

  @Test
  void smallAddressesAreWrittenAsTheyAre() {
    assertThat(cache.bestMode(100, HERE)).isEqualTo(AddressCache.SELF);
    assertThat(cache.operand(AddressCache.SELF, 100, HERE)).isEqualTo(100);
  }

  @Test
  void addressesCloseToHereAreWrittenAsDistance() {
    assertThat(cache.bestMode(HERE - 5, HERE)).isEqualTo(AddressCache.HERE);
    assertThat(cache.operand(AddressCache.HERE, HERE - 5, HERE)).isEqualTo(5);
  }

  @Test
  void addressesBehindARecentOneAreWrittenAsDifference() {
    cache.update(1_000_000);
    cache.update(2_000_000);
    assertThat(cache.bestMode(1_000_007, HERE)).isEqualTo(AddressCache.FIRST_NEAR);
    assertThat(cache.operand(AddressCache.FIRST_NEAR, 1_000_007, HERE)).isEqualTo(7);
    assertThat(cache.bestMode(2_000_007, HERE)).isEqualTo(AddressCache.FIRST_NEAR + 1);
    assertThat(cache.operand(AddressCache.FIRST_NEAR, 999_999, HERE)).isNegative();
  }

  @Test
  void anAddressSeenBeforeTheLastFourTakesOneByte() {
    cache.update(1_000_000);
    for (int i = 0; i < 4; i++) {
      cache.update(5_000_001 + i);
    }
    int mode = AddressCache.FIRST_SAME + 1_000_000 % 768 / 256;
    assertThat(cache.bestMode(1_000_000, HERE)).isEqualTo(mode);
    assertThat(cache.sameMode(1_000_000)).isEqualTo(mode);
    assertThat(cache.sameMode(1_000_768)).isEqualTo(CodeTable.NONE);
    assertThat(cache.operand(mode, 1_000_000, HERE)).isEqualTo(1_000_000 % 768 % 256);
  }

  @Test
  void resetForgetsEverything() {
    cache.update(1_000_000);
    cache.reset();
    assertThat(cache.sameMode(1_000_000)).isEqualTo(CodeTable.NONE);
    assertThat(cache.operand(AddressCache.FIRST_NEAR, 1_000_000, HERE)).isEqualTo(1_000_000);
    cache.update(7);
    assertThat(cache.operand(AddressCache.FIRST_NEAR, 8, HERE)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {20_000, 3_000_000_000L, Long.MAX_VALUE - 70_000})
  void decodesEveryModeThatCanExpressAnAddress(long range) {
    Random random = new Random(range);
    AddressCache decoding = new AddressCache();
    long here = range;
    long address = 0;
    for (int i = 0; i < 5_000; i++) {
      here += random.nextInt(10);
      if (random.nextInt(4) != 0) {
        address = nextAddress(random, address, here);
      }
      int mode = random.nextInt(AddressCache.MODES);
      long operand = cache.operand(mode, address, here);
      boolean unusable =
          mode >= AddressCache.FIRST_SAME ? cache.sameMode(address) != mode : operand < 0;
      if (unusable || random.nextBoolean()) {
        mode = cache.bestMode(address, here);
        operand = cache.operand(mode, address, here);
      }
      SectionReader reader = operandReader(mode, operand);
      assertThat(decoding.decode(mode, here, reader)).isEqualTo(address);
      assertThat(reader.hasRemaining()).isFalse();
      cache.update(address);
    }
  }

  @Test
  void refusesAddressesThatAreNotThereYet() {
    refuses(AddressCache.SELF, 100, 100);
    refuses(AddressCache.SELF, 0, 0);
    refuses(AddressCache.HERE, 0, 100);
    refuses(AddressCache.HERE, 101, 100);
    cache.update(99);
    refuses(AddressCache.FIRST_NEAR, 1, 100);
    refuses(AddressCache.FIRST_NEAR, Long.MAX_VALUE, 100);
    cache.update(300);
    refuses(AddressCache.FIRST_SAME + 1, 300 - 256, 300);
  }

  private void refuses(int mode, long operand, long here) {
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> cache.decode(mode, here, operandReader(mode, operand)))
        .withMessageContaining("COPY address");
  }

  private static long nextAddress(Random random, long last, long here) {
    return switch (random.nextInt(3)) {
      case 0 -> random.nextLong(here);
      case 1 -> Math.min(here - 1, last + random.nextInt(300));
      default -> here - 1 - random.nextInt(300);
    };
  }

  private static SectionReader operandReader(int mode, long operand) {
    byte[] bytes = new byte[Varint.MAX_SIZE];
    int size = 1;
    if (mode >= AddressCache.FIRST_SAME) {
      bytes[0] = (byte) operand;
    } else {
      size = Varint.write(operand, bytes, 0);
    }
    SectionReader reader = new SectionReader("address");
    reader.reset(bytes, size, 0, true);
    return reader;
  }
}
