package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchExhaustedException;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link Scratch}, run against every implementation. */
public abstract class ScratchContract {
  private static final long BUDGET = 4_000_000;

  private final List<Scratch> opened = new ArrayList<>();

  /** Creates the suite for one implementation. */
  protected ScratchContract() {}

  /** Returns scratch space of its own, without any file; the test closes it. */
  protected abstract Scratch openScratch(long budgetBytes, Duration waitingTime) throws Exception;

  @AfterEach
  void closeAll() {
    opened.forEach(Scratch::close);
  }

  /** The budget is a matter of its own. */
  @Nested
  final class Budget extends ScratchBudgetContract {
    Budget() {
      super(ScratchContract.this);
    }
  }

  final Scratch open(long budgetBytes, Duration waitingTime) throws Exception {
    Scratch scratch = openScratch(budgetBytes, waitingTime);
    opened.add(scratch);
    return scratch;
  }

  private Scratch open() throws Exception {
    return open(BUDGET, Duration.ZERO);
  }

  private static byte[] bytes(long seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] readAll(ScratchFile file) throws IOException {
    byte[] bytes = new byte[(int) file.size()];
    file.readFully(0, bytes, 0, bytes.length);
    return bytes;
  }

  @Test
  void aNewFileIsEmpty() throws Exception {
    try (ScratchFile file = open().create(1000)) {
      assertThat(file.size()).isZero();
      assertThat(file.read(0, new byte[10], 0, 10)).isZero();
      assertThat(file.stream().read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, 65_536, 262_144, 262_145, 1_000_000})
  void bytesAreReadAsTheyWereAppended(int size) throws Exception {
    byte[] bytes = bytes(size, size);
    try (ScratchFile file = open().create(0)) {
      file.append(bytes, 0, size);

      assertThat(file.size()).isEqualTo(size);
      assertThat(readAll(file)).isEqualTo(bytes);
      assertThat(file.stream().readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void onlyTheGivenPartOfAnArrayIsAppended() throws Exception {
    try (ScratchFile file = open().create(0)) {
      file.append(new byte[] {1, 2, 3, 4, 5}, 1, 3);
      file.append(new byte[] {6}, 1, 0);

      assertThat(readAll(file)).containsExactly(2, 3, 4);
    }
  }

  @Test
  void whatWasAppendedDoesNotChangeWithTheArray() throws Exception {
    byte[] bytes = {1, 2, 3};
    try (ScratchFile file = open().create(3)) {
      file.append(bytes, 0, 3);
      Arrays.fill(bytes, (byte) 9);

      assertThat(readAll(file)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void readsYieldWhatFitsAndIsThere() throws Exception {
    try (ScratchFile file = open().create(0)) {
      file.append(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, 10);
      byte[] buffer = new byte[6];

      assertThat(file.read(3, buffer, 1, 4)).isEqualTo(4);
      assertThat(buffer).containsExactly(0, 3, 4, 5, 6, 0);
      assertThat(file.read(8, buffer, 0, 6)).isEqualTo(2);
      assertThat(buffer).startsWith(8, 9);
      assertThat(file.read(10, buffer, 0, 6)).isZero();
      assertThat(file.read(5, buffer, 6, 0)).isZero();
      assertThat(file.stream(2, 5).readAllBytes()).containsExactly(2, 3, 4);
    }
  }

  @Test
  void readsOutOfRangeAreTheCallersMistake() throws Exception {
    try (ScratchFile file = open().create(0)) {
      file.append(new byte[10], 0, 10);
      byte[] buffer = new byte[4];

      assertOutOfBounds(() -> file.read(-1, buffer, 0, 1));
      assertOutOfBounds(() -> file.read(11, buffer, 0, 1));
      assertOutOfBounds(() -> file.read(0, buffer, -1, 1));
      assertOutOfBounds(() -> file.read(0, buffer, 0, 5));
      assertOutOfBounds(() -> file.read(0, buffer, 4, 1));
      assertOutOfBounds(() -> file.append(buffer, 1, 4));
      assertOutOfBounds(() -> file.append(buffer, -1, 1));
      assertThatExceptionOfType(EOFException.class)
          .isThrownBy(() -> file.readFully(8, buffer, 0, 3));
      assertThat(file.size()).isEqualTo(10);
    }
  }

  private static void assertOutOfBounds(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(call);
  }

  @Test
  @DisplayName("random appends and reads agree with an array")
  void randomAppendsAndReadsAgreeWithAnArray() throws Exception {
    Random random = new Random(5);
    byte[] model = bytes(6, 1_500_000);
    int size = 0;
    try (ScratchFile file = open().create(model.length)) {
      while (size < model.length) {
        int count = Math.min(model.length - size, 1 + random.nextInt(90_000));
        file.append(model, size, count);
        size += count;
        assertThat(file.size()).isEqualTo(size);

        int position = random.nextInt(size + 1);
        byte[] buffer = new byte[random.nextInt(300_000)];
        int read = file.read(position, buffer, 0, buffer.length);
        assertThat(read).isEqualTo(Math.min(buffer.length, size - position));
        assertThat(Arrays.equals(buffer, 0, read, model, position, position + read)).isTrue();
      }
      assertThat(readAll(file)).isEqualTo(model);
    }
  }

  @Test
  void anAppenderAppendsWhatIsWrittenToIt() throws Exception {
    try (ScratchFile file = open().create(0)) {
      try (OutputStream appender = file.appender()) {
        appender.write(200);
        appender.write(new byte[] {1, 2, 3});
        appender.write(new byte[] {4, 5, 6}, 1, 1);
      }
      file.append(new byte[] {7}, 0, 1);

      assertThat(readAll(file)).containsExactly((byte) 200, 1, 2, 3, 5, 7);
    }
  }

  @Test
  void whatWasAppendedCanBeReadByOtherThreadsAtOnce() throws Exception {
    byte[] bytes = bytes(7, 2_000_000);
    try (ScratchFile file = open().create(bytes.length)) {
      Race race =
          Race.of(
              5,
              number -> {
                if (number == 0) {
                  for (int at = 0; at < bytes.length; at += 1000) {
                    file.append(bytes, at, 1000);
                  }
                } else {
                  readWhileItGrows(file, bytes);
                }
              });

      assertThat(race.winners()).hasSize(5);
      assertThat(readAll(file)).isEqualTo(bytes);
    }
  }

  private static void readWhileItGrows(ScratchFile file, byte[] bytes) throws IOException {
    byte[] buffer = new byte[10_000];
    int done = 0;
    while (done < bytes.length) {
      int count = file.read(done, buffer, 0, buffer.length);
      assertThat(Arrays.equals(buffer, 0, count, bytes, done, done + count)).isTrue();
      done += count;
      Thread.onSpinWait();
    }
  }

  @Test
  @DisplayName("P-05 no two files share a byte")
  void filesAreIndependent() throws Exception {
    Scratch scratch = open();

    Race race =
        Race.of(
            Race.THREADS,
            number -> {
              byte[] bytes = bytes(number, 100_000);
              try (ScratchFile file = scratch.create(0)) {
                for (int at = 0; at < bytes.length; at += 10_000) {
                  file.append(bytes, at, 10_000);
                }
                assertThat(readAll(file)).isEqualTo(bytes);
              }
            });

    assertThat(race.winners()).hasSize(Race.THREADS);
    assertThat(scratch.usedBytes()).isZero();
  }

  @Test
  void closingOneFileLeavesTheOthers() throws Exception {
    Scratch scratch = open();
    try (ScratchFile kept = scratch.create(0)) {
      ScratchFile closed = scratch.create(0);
      kept.append(new byte[] {1}, 0, 1);
      closed.append(new byte[] {2}, 0, 1);

      closed.close();

      assertThat(readAll(kept)).containsExactly(1);
    }
  }

  @Test
  void aClosedFileCannotBeUsed() throws Exception {
    ScratchFile file = open().create(10);
    file.append(new byte[] {1, 2, 3}, 0, 3);

    file.close();
    file.close();

    assertThatThrownBy(() -> file.read(0, new byte[1], 0, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> file.append(new byte[1], 0, 1)).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("P-43 closing the scratch closes all files that are open")
  void closingTheScratchClosesItsFiles() throws Exception {
    Scratch scratch = open();
    ScratchFile first = scratch.create(10);
    ScratchFile second = scratch.create(0);
    second.append(new byte[] {1, 2, 3}, 0, 3);

    scratch.close();

    assertThat(scratch.usedBytes()).isZero();
    assertThatThrownBy(() -> first.append(new byte[1], 0, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> second.read(0, new byte[1], 0, 1)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> scratch.create(0))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ScratchExhaustedException.class);
    first.close();
    scratch.close();
  }

  @Test
  void aNegativeSizeIsTheCallersMistake() throws Exception {
    Scratch scratch = open();

    assertThatIllegalArgumentException().isThrownBy(() -> scratch.create(-1));
    assertThat(scratch.usedBytes()).isZero();
  }
}
