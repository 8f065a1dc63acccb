package io.deltaglider.port.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StripesTest {
  private final Stripes stripes = new Stripes();

  @Test
  void anEqualKeyWaitsUntilTheActionIsOver() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Thread other = new Thread(() -> stripes.withLock(List.of("key"), () -> order.add("the other")));

    Thread.State state =
        stripes.withLock(
            List.of("key"),
            () -> {
              other.start();
              Thread.State seen = settled(other);
              order.add("the first");
              return seen;
            });
    other.join();

    assertThat(state).isEqualTo(Thread.State.BLOCKED);
    assertThat(order).containsExactly("the first", "the other");
  }

  /** Returns how a thread stands once it waits or has ended. */
  private static Thread.State settled(Thread thread) {
    while (thread.getState() != Thread.State.BLOCKED
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    return thread.getState();
  }

  @Test
  void anActionMayLockItsKeyAgain() {
    assertThat(stripes.<String>withLock("key", () -> stripes.withLock("key", () -> "inner")))
        .isEqualTo("inner");
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -65, -1, 0, 63, 64, Integer.MAX_VALUE})
  void everyHashCodeHasALock(int hashCode) {
    assertThat(stripes.<Integer>withLock(hashCode, () -> hashCode)).isEqualTo(hashCode);
  }
}
