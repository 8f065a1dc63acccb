package io.deltaglider.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks among threads and processes. */
@Timeout(60)
class LockFileTest {
  private static final String KEY = "a";
  private static final String KEY_OF_ANOTHER_STRIPE = "b";

  @TempDir private Path directory;
  private LockFile locks;
  private ExecutorService threads;

  @BeforeEach
  void open() throws IOException {
    locks = LockFile.open(directory, "lock");
    threads = Executors.newCachedThreadPool();
  }

  @AfterEach
  void close() throws IOException {
    threads.shutdownNow();
    locks.release();
  }

  @Test
  void oneProcessHasOneInstanceForAFile() throws IOException {
    LockFile again = LockFile.open(directory.resolve("../" + directory.getFileName()), "lock");
    assertThat(again).isSameAs(locks);
    again.release();
    assertThat(locks.ifEnded(locks.session(), () -> "swept")).isFalse();
  }

  @Test
  @DisplayName("P-49 the lock of a key is held by one thread at a time")
  void threadsTakeTurns() throws Exception {
    int[] counter = {0};
    List<Future<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      results.add(
          threads.submit(
              () -> {
                for (int round = 0; round < 200; round++) {
                  locks.withKey(KEY, () -> increment(counter));
                }
                return locks.exclusively(() -> increment(counter));
              }));
    }
    for (Future<Integer> result : results) {
      assertThat(result.get()).isNotNegative();
    }
    assertThat(counter[0]).isEqualTo(16 * 201);
  }

  /** Leaves others the time to come in between, if they can. */
  private static int increment(int[] counter) {
    int value = counter[0];
    for (int i = 0; i < 200; i++) {
      Thread.onSpinWait();
    }
    counter[0] = value + 1;
    return value;
  }

  @Test
  @DisplayName("P-49 another process's lock holds, also for a thread that is interrupted")
  void processesTakeTurns() throws Exception {
    try (ChildJvm holder = ChildJvm.start(LockHolder.class, directory.toString(), KEY)) {
      String session = holder.readLine();
      CountDownLatch started = new CountDownLatch(1);
      Future<Boolean> impatient =
          threads.submit(
              () -> {
                Thread.currentThread().interrupt();
                started.countDown();
                assertThatExceptionOfType(InterruptedIOException.class)
                    .isThrownBy(() -> locks.withKey(KEY, () -> "taken"));
                return Thread.interrupted();
              });
      started.await();
      assertThat(impatient.get()).isTrue();

      assertThat(locks.withKey(KEY_OF_ANOTHER_STRIPE, () -> "other")).isEqualTo("other");
      assertThat(locks.ifEnded(session, () -> "swept")).isFalse();
      Future<String> patient = threads.submit(() -> locks.withKey(KEY, () -> "taken"));
      Future<String> exclusive = threads.submit(() -> locks.exclusively(() -> "all"));
      holder.go();
      assertThat(holder.readLine()).isEqualTo("released");
      assertThat(patient.get(30, TimeUnit.SECONDS)).isEqualTo("taken");
      assertThat(exclusive.get(30, TimeUnit.SECONDS)).isEqualTo("all");

      assertThat(locks.ifEnded(session, () -> "swept")).isFalse();
      holder.kill();
      assertThat(locks.ifEnded(session, () -> "swept")).isTrue();
    }
  }

  @Test
  void whatIsNoSessionHasNotEnded() throws IOException {
    assertThat(locks.ifEnded("0000000000000000", () -> "swept")).isFalse();
    assertThat(locks.ifEnded("ffffffffffffffff", () -> "swept")).isFalse();
  }
}
