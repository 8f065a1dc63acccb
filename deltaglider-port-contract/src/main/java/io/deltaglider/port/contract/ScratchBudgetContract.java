package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchExhaustedException;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** All open files together never hold more bytes than the budget. */
abstract class ScratchBudgetContract {
  private static final Duration EVER = Duration.ofDays(1000);
  private static final Duration AT_ONCE = Duration.ZERO;

  private final ScratchContract contract;

  ScratchBudgetContract(ScratchContract contract) {
    this.contract = contract;
  }

  private static void append(ScratchFile file, int count) throws IOException {
    file.append(new byte[count], 0, count);
  }

  private static void assertExhausted(long requested, long budget, ThrowingCallable call) {
    assertThatExceptionOfType(ScratchExhaustedException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              assertThat(e.requestedBytes()).isEqualTo(requested);
              assertThat(e.budgetBytes()).isEqualTo(budget);
            });
  }

  @Test
  void bytesAreTakenWhenTheyAreSetAsideOrAppended() throws Exception {
    Scratch scratch = contract.open(1000, AT_ONCE);
    assertThat(scratch.usedBytes()).isZero();

    ScratchFile known = scratch.create(300);
    assertThat(scratch.usedBytes()).isEqualTo(300);
    append(known, 200);
    assertThat(scratch.usedBytes()).isEqualTo(300);
    append(known, 150);
    assertThat(scratch.usedBytes()).isEqualTo(350);

    ScratchFile unknown = scratch.create(0);
    append(unknown, 100);
    assertThat(scratch.usedBytes()).isEqualTo(450);

    known.close();
    assertThat(scratch.usedBytes()).isEqualTo(100);
    known.close();
    assertThat(scratch.usedBytes()).isEqualTo(100);
    unknown.close();
    assertThat(scratch.usedBytes()).isZero();
  }

  @Test
  void theWholeBudgetCanBeUsed() throws Exception {
    Scratch scratch = contract.open(1000, AT_ONCE);
    try (ScratchFile first = scratch.create(600);
        ScratchFile second = scratch.create(0)) {
      append(second, 400);
      append(first, 600);

      assertThat(scratch.usedBytes()).isEqualTo(1000);
    }
  }

  @Test
  void bytesThatAreSetAsideCannotBeTakenByOthers() throws Exception {
    Scratch scratch = contract.open(1000, AT_ONCE);
    try (ScratchFile first = scratch.create(900);
        ScratchFile second = scratch.create(0)) {
      assertExhausted(101, 1000, () -> scratch.create(101));
      assertExhausted(101, 1000, () -> append(second, 101));
      append(second, 100);

      append(first, 900);
    }
  }

  @Test
  void aFailedAppendLeavesTheFileAndTheBudgetAsTheyWere() throws Exception {
    Scratch scratch = contract.open(1000, AT_ONCE);
    try (ScratchFile first = scratch.create(0);
        ScratchFile second = scratch.create(500)) {
      append(first, 400);

      assertExhausted(200, 1000, () -> append(first, 200));

      assertThat(first.size()).isEqualTo(400);
      assertThat(scratch.usedBytes()).isEqualTo(900);
      append(first, 100);
      assertThat(first.size()).isEqualTo(500);
      assertThat(second.size()).isZero();
    }
  }

  @Test
  void whatIsLargerThanTheBudgetFailsAtOnce() throws Exception {
    Scratch scratch = contract.open(1000, EVER);

    assertExhausted(1001, 1000, () -> scratch.create(1001));
    assertExhausted(Long.MAX_VALUE, 1000, () -> scratch.create(Long.MAX_VALUE));
    assertThat(scratch.usedBytes()).isZero();
  }

  @Test
  void aFileThatOutgrowsTheBudgetAloneFailsAtOnce() throws Exception {
    Scratch scratch = contract.open(1000, EVER);
    try (ScratchFile file = scratch.create(0)) {
      append(file, 600);

      assertExhausted(401, 1000, () -> append(file, 401));
      append(file, 400);
    }
  }

  @Test
  void whoWaitsGetsRoomWhenOthersClose() throws Exception {
    Scratch scratch = contract.open(1000, EVER);
    ScratchFile holder = scratch.create(1000);
    BackgroundCall<ScratchFile> creation =
        BackgroundCall.start(() -> scratch.create(700)).awaitWaiting();
    assertThat(creation.isDone()).isFalse();

    holder.close();

    try (ScratchFile created = creation.result()) {
      append(created, 700);
      assertThat(scratch.usedBytes()).isEqualTo(700);
    }
  }

  @Test
  void anAppendWaitsForRoomToo() throws Exception {
    Scratch scratch = contract.open(1000, EVER);
    ScratchFile holder = scratch.create(500);
    try (ScratchFile file = scratch.create(0)) {
      append(file, 500);
      BackgroundCall<Boolean> append =
          BackgroundCall.start(
                  () -> {
                    append(file, 100);
                    return true;
                  })
              .awaitWaiting();

      holder.close();

      assertThat(append.result()).isTrue();
      assertThat(file.size()).isEqualTo(600);
    }
  }

  @Test
  void allWhoWaitGetTheirTurn() throws Exception {
    Scratch scratch = contract.open(1000, EVER);
    ScratchFile holder = scratch.create(1000);
    List<BackgroundCall<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(BackgroundCall.start(() -> useAndClose(scratch)).awaitWaiting());
    }

    holder.close();

    for (BackgroundCall<Boolean> call : calls) {
      assertThat(call.result()).isTrue();
    }
    assertThat(scratch.usedBytes()).isZero();
  }

  private static boolean useAndClose(Scratch scratch) throws IOException {
    try (ScratchFile file = scratch.create(600)) {
      append(file, 600);
      return scratch.usedBytes() <= 1000;
    }
  }

  @Test
  void whoHasWaitedLongEnoughGetsAnError() throws Exception {
    Scratch scratch = contract.open(1000, Duration.ofMillis(20));
    try (ScratchFile holder = scratch.create(1000)) {
      assertExhausted(1, 1000, () -> scratch.create(1));
      assertThat(scratch.usedBytes()).isEqualTo(1000);
      append(holder, 1000);
    }
    scratch.create(1).close();
  }

  @Test
  void whoIsInterruptedWhileWaitingGetsAnError() throws Exception {
    Scratch scratch = contract.open(1000, EVER);
    try (ScratchFile holder = scratch.create(1000)) {
      BackgroundCall<ScratchFile> creation =
          BackgroundCall.start(() -> scratch.create(1)).awaitWaiting();

      creation.interrupt();

      assertThatThrownBy(creation::result).isInstanceOf(InterruptedIOException.class);
      assertThat(holder.size()).isZero();
      assertThat(scratch.usedBytes()).isEqualTo(1000);
    }
  }

  @Test
  @DisplayName("closing the scratch ends the waiting of those who want more of it")
  void whoWaitsWhenTheScratchIsClosedGetsAnError() throws Exception {
    Scratch scratch = contract.open(1000, EVER);
    ScratchFile holder = scratch.create(1000);
    BackgroundCall<ScratchFile> creation =
        BackgroundCall.start(() -> scratch.create(1)).awaitWaiting();

    scratch.close();

    assertThatThrownBy(creation::result)
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ScratchExhaustedException.class);
    holder.close();
    assertThat(scratch.usedBytes()).isZero();
  }

  @Test
  void manyThreadsNeverTakeMoreThanTheBudget() throws Exception {
    Scratch scratch = contract.open(10_000, EVER);

    Race race =
        Race.of(
            Race.THREADS,
            number -> {
              for (int round = 0; round < 20; round++) {
                try (ScratchFile file = scratch.create(1000 + 100L * number)) {
                  append(file, 500);
                  assertThat(scratch.usedBytes()).isBetween(1L, 10_000L);
                }
              }
            });

    assertThat(race.winners()).hasSize(Race.THREADS);
    assertThat(scratch.usedBytes()).isZero();
  }
}
