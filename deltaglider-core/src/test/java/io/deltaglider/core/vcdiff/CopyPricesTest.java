package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CopyPricesTest {
  private static final int SOURCE_SIZE = 10_000_000;
  private static final int START = 50_000;

  private final CopyPrices prices = new CopyPrices(SOURCE_SIZE, 10);

  CopyPricesTest() {
    prices.reset(START);
  }

  @Test
  void aDistanceIsCheaperTheMoreRecentlyItWasUsed() {
    prices.addCopy(0, 1_000_000, START);
    prices.addCopy(0, 3_000_000, START + 100);
    int last = prices.copy(0, 3_000_200, START + 300);
    int before = prices.copy(0, 1_000_300, START + 300);
    int fresh = prices.copy(0, 5_000_000, START + 300);
    assertThat(last).isLessThan(before);
    assertThat(before).isLessThan(fresh);
  }

  @Test
  void anAddressCloseBehindAnEarlierOneIsCheaper() {
    prices.addCopy(0, 5_000_000, START);
    int close = prices.copy(0, 5_000_050, START + 100);
    int near = prices.copy(0, 5_010_000, START + 100);
    int before = prices.copy(0, 4_999_950, START + 100);
    assertThat(close).isLessThan(near);
    assertThat(near).isLessThan(before);
  }

  @Test
  void aPlaceInTheWindowIsTheCheaperTheCloserItIs() {
    int close = prices.copy(0, ~(START + 9_950L), START + 10_000);
    int far = prices.copy(0, ~(long) START, START + 10_000);
    assertThat(close).isLessThan(far);
  }

  @Test
  void remembersEightDistancesEachOnce() {
    for (int i = 0; i < 8; i++) {
      prices.addCopy(0, 1000L * i, START + i);
      prices.addCopy(0, 1000L * i + 1, START + i + 1);
    }
    for (int i = 0; i < CopyPrices.RECENT; i++) {
      assertThat(prices.recentOrigin(0, i, START + 20)).isEqualTo(1000L * (7 - i) + 20 - (7 - i));
    }
    prices.addCopy(0, 0, START);
    assertThat(prices.recentOrigin(0, 0, START + 20)).isEqualTo(20);
    assertThat(prices.recentOrigin(0, 1, START + 20)).isEqualTo(7013);
    assertThat(prices.recentOrigin(0, 7, START + 20)).isEqualTo(1019);
  }

  @Test
  void aDistanceInTheWindowLeadsToThePlaceAsFarBack() {
    prices.addCopy(0, ~(START + 10L), START + 40);
    assertThat(prices.recentOrigin(0, 0, START + 100)).isEqualTo(~(START + 70L));
  }

  @Test
  void theWindowFollowsTheSource() {
    prices.addCopy(0, SOURCE_SIZE - 10, START + 40);
    assertThat(prices.recentOrigin(0, 0, START + 49)).isEqualTo(SOURCE_SIZE - 1);
    assertThat(prices.recentOrigin(0, 0, START + 50)).isEqualTo(~(long) START);
  }

  @Test
  void withoutACopyThereIsNothingToGoOnFrom() {
    for (int i = 0; i < CopyPrices.RECENT; i++) {
      assertThat(~prices.recentOrigin(0, i, START + 5)).isGreaterThanOrEqualTo(START + 5);
    }
  }

  @Test
  void onlyTheFirstOfSeveralLiteralsBeginsAnInstruction() {
    int first = prices.literal(0);
    prices.follow(1, 0);
    prices.addLiteral(1);
    int next = prices.literal(1);
    assertThat(next).isLessThan(first);
    prices.follow(2, 1);
    assertThat(prices.literal(2)).isEqualTo(next);
    prices.addCopy(2, 77, START + 2);
    assertThat(prices.literal(2)).isEqualTo(first);
  }

  @Test
  void aNodeKnowsWhatItsPathDidAndNothingElse() {
    prices.addCopy(0, 1000, START);
    prices.follow(1, 0);
    prices.follow(2, 0);
    prices.addCopy(1, 8_000_000, START + 10);
    prices.follow(3, 1);
    assertThat(prices.recentOrigin(2, 0, START + 50)).isEqualTo(1050);
    assertThat(prices.recentOrigin(3, 0, START + 50)).isEqualTo(8_000_040);
    assertThat(prices.recentOrigin(3, 1, START + 50)).isEqualTo(1050);
  }

  @Test
  void forgetsTheWindowBefore() {
    int fresh = prices.copy(0, 5_000_000, START);
    int literal = prices.literal(0);
    prices.addCopy(0, 5_000_000, START);
    prices.addLiteral(0);
    prices.reset(START);
    assertThat(prices.copy(0, 5_000_000, START)).isEqualTo(fresh);
    assertThat(prices.literal(0)).isEqualTo(literal);
  }

  @Test
  void sizesCostMoreTheMoreBytesTheyTake() {
    assertThat(CopyPrices.size(18)).isZero();
    assertThat(CopyPrices.size(19)).isPositive().isEqualTo(CopyPrices.size(127));
    assertThat(CopyPrices.size(128)).isGreaterThan(CopyPrices.size(127));
  }
}
