package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.core.vcdiff.EncodeResult.Outcome;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ParallelEncodingTest {
  private static final int WINDOWS = 5;
  private static final int SIZE = WINDOWS * VcdiffEncoder.WINDOW_SIZE - 12_345;
  private static final byte[] SOURCE = randomBytes(SIZE);
  private static final byte[] TARGET = edited(SOURCE);

  private static byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    new Random(17).nextBytes(bytes);
    return bytes;
  }

  /** Every window differs from its source here and there, and the halves have changed places. */
  private static byte[] edited(byte[] source) {
    byte[] target = new byte[source.length];
    int half = source.length / 2;
    System.arraycopy(source, half, target, 0, source.length - half);
    System.arraycopy(source, 0, target, source.length - half, half);
    Random random = new Random(18);
    for (int edit = 0; edit < 2_000; edit++) {
      target[random.nextInt(target.length)] ^= 1;
    }
    return target;
  }

  private static byte[] encode(EncoderOptions options, Executor executor, int threads)
      throws IOException {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    EncodeResult result =
        new VcdiffEncoder(options, executor, threads)
            .encode(ByteSource.of(SOURCE), ByteSource.of(TARGET), delta, EncodeLimits.UNLIMITED);
    assertThat(result.isComplete()).isTrue();
    return delta.toByteArray();
  }

  private static byte[] alone() throws IOException {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    new VcdiffEncoder(EncoderOptions.DEFAULT)
        .encode(ByteSource.of(SOURCE), ByteSource.of(TARGET), delta, EncodeLimits.UNLIMITED);
    return delta.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void theStreamIsTheSameWhateverTheNumberOfThreads(int threads) throws IOException {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      assertThat(encode(EncoderOptions.DEFAULT, executor, threads)).isEqualTo(alone());
      EncoderOptions paged = EncoderOptions.DEFAULT.withMaxSourceBytes(8 << 20);
      assertThat(encode(paged, executor, threads)).isEqualTo(alone());
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void anExecutorThatRefusesOrNeverBeginsCostsSpeedOnly() throws IOException {
    Executor refusing =
        task -> {
          throw new RejectedExecutionException("full");
        };
    List<Runnable> forgotten = new ArrayList<>();
    assertThat(encode(EncoderOptions.DEFAULT, refusing, 3)).isEqualTo(alone());
    assertThat(encode(EncoderOptions.DEFAULT, forgotten::add, 3)).isEqualTo(alone());
    assertThat(forgotten).hasSize(WINDOWS - 1);
  }

  @Test
  void otherThreadsTakePart() throws IOException {
    AtomicInteger elsewhere = new AtomicInteger();
    Thread caller = Thread.currentThread();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    ByteSource target =
        new ObservedSource(
            () -> {
              if (Thread.currentThread() != caller) {
                elsewhere.incrementAndGet();
              }
            });
    try {
      // The first window waits for the executor, so that the second cannot be taken from it.
      Executor eager =
          task -> {
            executor.execute(task);
            while (elsewhere.get() == 0) {
              Thread.onSpinWait();
            }
          };
      new VcdiffEncoder(EncoderOptions.DEFAULT, eager, 2)
          .encode(
              ByteSource.of(SOURCE), target, new ByteArrayOutputStream(), EncodeLimits.UNLIMITED);
    } finally {
      executor.shutdownNow();
    }
    assertThat(elsewhere).hasPositiveValue();
  }

  @Test
  void nothingReadsAnyMoreOnceEncodingHasFailed() throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger late = new AtomicInteger();
    AtomicInteger reads = new AtomicInteger();
    ByteSource target =
        new ObservedSource(
            () -> {
              if (over.get()) {
                late.incrementAndGet();
              }
              if (reads.incrementAndGet() == 3) {
                throw new IOException("the disk is gone");
              }
            });
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () ->
                  new VcdiffEncoder(EncoderOptions.DEFAULT, executor, 4)
                      .encode(
                          ByteSource.of(SOURCE),
                          target,
                          new ByteArrayOutputStream(),
                          EncodeLimits.UNLIMITED))
          .withMessage("the disk is gone");
      over.set(true);
    } finally {
      executor.shutdown();
    }
    assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(late).hasValue(0);
  }

  @Test
  void aLimitEndsTheWorkAheadToo() throws IOException {
    ExecutorService executor = Executors.newFixedThreadPool(3);
    try {
      EncodeResult result =
          new VcdiffEncoder(EncoderOptions.DEFAULT, executor, 4)
              .encode(
                  ByteSource.of(SOURCE),
                  ByteSource.of(TARGET),
                  new ByteArrayOutputStream(),
                  EncodeLimits.maxDeltaBytes(100));
      assertThat(result.outcome()).isEqualTo(Outcome.DELTA_TOO_LARGE);
    } finally {
      assertThat(executor.shutdownNow()).isEmpty();
    }
  }

  @Test
  void aThreadInterruptedWhileItWaitsStopsAndStaysInterrupted() {
    Thread caller = Thread.currentThread();
    ByteSource target =
        new ObservedSource(
            () -> {
              if (Thread.currentThread() != caller) {
                caller.interrupt();
                while (caller.isInterrupted()) {
                  Thread.onSpinWait();
                }
              }
            });
    ExecutorService executor = Executors.newFixedThreadPool(1);
    Executor eager =
        task -> {
          executor.execute(task);
          while (!caller.isInterrupted()) {
            Thread.onSpinWait();
          }
        };
    try {
      assertThatExceptionOfType(InterruptedIOException.class)
          .isThrownBy(
              () ->
                  new VcdiffEncoder(EncoderOptions.DEFAULT, eager, 2)
                      .encode(
                          ByteSource.of(SOURCE),
                          target,
                          new ByteArrayOutputStream(),
                          EncodeLimits.UNLIMITED));
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void refusesToWorkWithoutAThread() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VcdiffEncoder(EncoderOptions.DEFAULT, Runnable::run, 0))
        .withMessageContaining("0");
  }

  /** The target, with something done before each read. */
  private record ObservedSource(Observer observer) implements ByteSource {
    interface Observer {
      void beforeRead() throws IOException;
    }

    @Override
    public long size() {
      return TARGET.length;
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
      observer.beforeRead();
      return ByteSource.of(TARGET).read(position, buffer, offset, length);
    }
  }
}
