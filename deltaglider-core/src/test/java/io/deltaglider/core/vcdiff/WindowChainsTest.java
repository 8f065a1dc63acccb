package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowChainsTest {
  private static final int REACH = 1 << 20;
  private static final int SPAN = 6;

  private static List<Integer> places(WindowChains chains, int position) {
    List<Integer> places = new ArrayList<>();
    for (int each = chains.first(position); each >= 0; each = chains.next(each)) {
      places.add(each);
    }
    return places;
  }

  private static boolean agree(byte[] bytes, int left, int right) {
    return Arrays.equals(bytes, left, left + SPAN, bytes, right, right + SPAN);
  }

  /** Writes the same bytes at two places of random content. */
  private static byte[] repeatedAt(int size, int first, int second) {
    byte[] bytes = Samples.random(1, size);
    System.arraycopy(bytes, first, bytes, second, SPAN);
    return bytes;
  }

  @Test
  void returnsTheNearestPlaceFirst() {
    WindowChains chains = new WindowChains(100);
    chains.reset(Samples.periodic(Samples.random(2, 10), 200), 0);
    assertThat(places(chains, 55)).containsExactly(45, 35, 25, 15, 5);
    assertThat(places(chains, 60)).containsExactly(50, 40, 30, 20, 10, 0);
  }

  @Test
  void returnsAtMostAsManyAsItsDepth() {
    byte[] target = Samples.periodic(Samples.random(3, 10), 200);
    for (int depth = 1; depth <= 4; depth++) {
      WindowChains chains = new WindowChains(depth);
      chains.reset(target, 0);
      assertThat(places(chains, 100)).hasSize(depth).startsWith(90);
      assertThat(places(chains, 101)).hasSize(depth).startsWith(91);
    }
  }

  @Test
  void returnsNothingFromBeforeTheWindow() {
    WindowChains chains = new WindowChains(100);
    chains.reset(Samples.periodic(Samples.random(4, 10), 200), 27);
    assertThat(places(chains, 60)).containsExactly(50, 40, 30);
    assertThat(places(chains, 67)).containsExactly(57, 47, 37, 27);
  }

  @Test
  void forgetsTheWindowBefore() {
    byte[] target = Samples.periodic(Samples.random(5, 10), 200);
    WindowChains chains = new WindowChains(100);
    chains.reset(target, 0);
    places(chains, 150);
    chains.reset(target, 100);
    assertThat(places(chains, 125)).containsExactly(115, 105);
    chains.reset(target, 0);
    assertThat(places(chains, 15)).containsExactly(5);
  }

  @Test
  void returnsPlacesUpToAMebibyteBack() {
    WindowChains chains = new WindowChains(100);
    chains.reset(repeatedAt(REACH + 1000, 100, REACH + 99), 0);
    assertThat(places(chains, REACH + 99)).contains(100);
  }

  @Test
  void returnsNothingFartherBack() {
    WindowChains chains = new WindowChains(100);
    chains.reset(repeatedAt(REACH + 1000, 100, REACH + 101), 0);
    assertThat(places(chains, REACH + 101)).doesNotContain(100);
  }

  @Test
  void returnsAllPlacesThatAgreeInTheLastMebibyte() {
    byte[] target = Samples.random(6, 3 * REACH);
    for (int i = 0; i < target.length; i++) {
      target[i] &= 3;
    }
    WindowChains chains = new WindowChains(5_000);
    int start = 777;
    chains.reset(target, start);
    for (int position = start; position < target.length - Long.BYTES; position += 150_001) {
      List<Integer> expected = new ArrayList<>();
      for (int i = position - 1; i > Math.max(start - 1, position - REACH); i--) {
        if (agree(target, i, position)) {
          expected.add(i);
        }
      }
      List<Integer> found = places(chains, position);
      int here = position;
      assertThat(found).allMatch(place -> place >= Math.max(start, here - REACH));
      // Others have the same hash by chance; that far back is neither required nor forbidden.
      found.removeIf(place -> !agree(target, place, here) || place == here - REACH);
      assertThat(found).isEqualTo(expected);
    }
  }
}
