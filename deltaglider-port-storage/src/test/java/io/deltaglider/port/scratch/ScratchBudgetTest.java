package io.deltaglider.port.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ScratchBudgetTest {
  @Test
  void takesAndGivesBack() throws IOException {
    ScratchBudget budget = new ScratchBudget(100, Duration.ZERO);

    budget.take(60, 0);
    budget.take(40, 60);
    assertThat(budget.usedBytes()).isEqualTo(100);
    budget.take(0, 0);
    budget.giveBack(70);
    assertThat(budget.usedBytes()).isEqualTo(30);
  }

  @Test
  void whatNeverFitsFailsWithoutWaiting() throws IOException {
    ScratchBudget budget = new ScratchBudget(100, Duration.ofSeconds(Long.MAX_VALUE));
    budget.take(60, 0);

    assertThatExceptionOfType(ScratchExhaustedException.class)
        .isThrownBy(() -> budget.take(41, 60))
        .satisfies(
            e -> {
              assertThat(e.requestedBytes()).isEqualTo(41);
              assertThat(e.budgetBytes()).isEqualTo(100);
            });
    assertThat(budget.usedBytes()).isEqualTo(60);
  }

  @Test
  void anInterruptedThreadStaysInterrupted() throws IOException {
    ScratchBudget budget = new ScratchBudget(100, Duration.ofDays(1));
    budget.take(100, 0);

    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> budget.take(1, 0));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(budget.usedBytes()).isEqualTo(100);
  }

  @Test
  void nothingIsTakenFromAClosedBudget() throws IOException {
    ScratchBudget budget = new ScratchBudget(100, Duration.ZERO);
    budget.take(10, 0);

    budget.close();
    budget.close();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> budget.take(1, 0))
        .isNotInstanceOf(ScratchExhaustedException.class);
    budget.giveBack(10);
    assertThat(budget.usedBytes()).isZero();
  }

  @Test
  void negativeNumbersAreTheCallersMistake() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScratchBudget(-1, Duration.ZERO))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScratchBudget(1, Duration.ofNanos(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScratchBudget(1, Duration.ZERO).take(-1, 0));
  }
}
