package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralSegmentsTest {
  /** Literal bytes are judged by so many together. */
  private static final int BLOCK = 1 << 15;

  private static final int START = 12_345;
  private static final int PART = 300_000;

  private final LiteralSegments segments = new LiteralSegments(new CompressionEstimate(0.03));
  private final Copies copies = new Copies();

  /** Returns where the window of these parts ends before its end, from its start on. */
  private List<Integer> borders(byte[]... parts) {
    byte[] window = Samples.concat(parts);
    byte[] target = Samples.concat(Samples.text(99, START), window, Samples.text(98, START));
    int end = START + window.length;
    segments.find(target, START, end, copies);
    List<Integer> borders = new ArrayList<>();
    for (int at = segments.nextEnd(START, end); at < end; at = segments.nextEnd(at, end)) {
      borders.add(at - START);
    }
    return borders;
  }

  /** Adds a copy of a part of the window; the offset counts from the window's start. */
  private void copy(int offset, int length, long origin) {
    copies.add(START + offset, length, origin);
  }

  @ParameterizedTest
  @ValueSource(ints = {PART, PART + 5_000, PART + 20_000, PART + 32_000})
  void aWindowIsCutWhereItTurnsCompressible(int border) {
    List<Integer> borders = borders(Samples.random(1, border), Samples.text(2, PART));
    assertThat(borders).singleElement().satisfies(at -> isAbout(at, border));
  }

  @Test
  void aWindowIsCutWhereItTurnsIncompressible() {
    List<Integer> borders = borders(Samples.text(1, PART), Samples.random(2, PART));
    assertThat(borders).singleElement().satisfies(at -> isAbout(at, PART));
  }

  @Test
  void aWindowIsCutAtEachOfManyBorders() {
    byte[][] parts = new byte[24][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = i % 2 == 0 ? Samples.random(i, PART) : Samples.text(i, PART);
    }
    List<Integer> borders = borders(parts);
    assertThat(borders).hasSize(23);
    for (int i = 0; i < borders.size(); i++) {
      isAbout(borders.get(i), (i + 1) * PART);
    }
  }

  private static void isAbout(int at, int border) {
    assertThat(at).isBetween(border - BLOCK, border + BLOCK);
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 45_000, 60_000})
  void smallPiecesThatAlternateAreNotCut(int size) {
    byte[][] parts = new byte[40][];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = i % 2 == 0 ? Samples.random(i, size) : Samples.text(i, size);
    }
    assertThat(borders(parts)).isEmpty();
  }

  @Test
  void aSmallPieceOfAnotherKindIsNotCutOut() {
    byte[] text = Samples.text(1, PART);
    assertThat(borders(text, Samples.random(2, 60_000), text)).isEmpty();
  }

  @Test
  void aWindowOfOneKindIsNotCut() {
    assertThat(borders(Samples.random(1, 5 * PART))).isEmpty();
    assertThat(borders(Samples.text(1, 5 * PART))).isEmpty();
  }

  @Test
  void aWindowWithoutLiteralsIsNotCut() {
    copy(0, 2 * PART, 0);
    assertThat(borders(Samples.random(1, PART), Samples.text(2, PART))).isEmpty();
  }

  @Test
  void onlyLiteralsCount() {
    copy(PART, PART, 0);
    List<Integer> borders =
        borders(Samples.random(1, PART), Samples.text(2, PART), Samples.random(3, PART));
    assertThat(borders).isEmpty();
  }

  @Test
  void aWindowIsNotCutWhereThatLosesMoreCopiesThanItIsWorth() {
    copy(PART + 150_000, 600, ~(START + 1000L));
    copy(PART + 200_000, 600, ~(START + 5000L));
    assertThat(borders(Samples.random(1, PART), Samples.text(2, PART))).isEmpty();
  }

  @Test
  void aWindowIsCutWhereThatLosesFewCopies() {
    copy(PART + 150_000, 512, ~(START + 1000L));
    copy(PART + 200_000, 512, ~(START + 5000L));
    assertThat(borders(Samples.random(1, PART), Samples.text(2, PART))).hasSize(1);
  }

  @Test
  void copiesWithinOneSideAndFromTheSourceAreNotLost() {
    copy(50_000, 5_000, ~(START + 1000L));
    copy(PART + 150_000, 5_000, 1000);
    copy(PART + 200_000, 5_000, ~(START + PART + 100_000L));
    assertThat(borders(Samples.random(1, PART), Samples.text(2, PART))).hasSize(1);
  }

  @Test
  void findsTheBordersOfEachWindowAnew() {
    assertThat(borders(Samples.random(1, PART), Samples.text(2, PART))).hasSize(1);
    assertThat(borders(Samples.text(2, PART))).isEmpty();
    assertThat(borders(Samples.random(1, PART), Samples.text(2, PART))).hasSize(1);
  }

  @Test
  void onlyTheCompressiblePartsOfAnArchiveAreCompressed() throws IOException {
    byte[] target =
        Samples.concat(
            Samples.random(1, PART),
            Samples.text(2, PART),
            Samples.random(3, PART),
            Samples.text(4, PART));
    byte[] delta =
        VcdiffRoundTripTest.roundTrip(EncoderOptions.DEFAULT, Samples.random(5, 10_000), target);
    List<WindowHeader> windows = windows(delta);
    assertThat(windows)
        .extracting(window -> (window.compressedSections() & WindowHeader.VCD_DATACOMP) != 0)
        .containsExactly(false, true, false, true);
    long end = 0;
    for (int i = 0; i < windows.size(); i++) {
      end += windows.get(i).targetLength();
      isAbout((int) end, (i + 1) * PART);
    }
    assertThat(windows.get(0).dataLength()).isEqualTo(windows.get(0).targetLength());
    assertThat(windows.get(1).dataLength()).isLessThan(PART / 2);
  }

  private static List<WindowHeader> windows(byte[] delta) throws IOException {
    DeltaInput input = new DeltaInput(new ByteArrayInputStream(delta));
    VcdiffHeader.read(input);
    List<WindowHeader> windows = new ArrayList<>();
    for (int next = input.readByteOrEnd(); next >= 0; next = input.readByteOrEnd()) {
      WindowHeader window = WindowHeader.read(next, input);
      windows.add(window);
      input.skip(window.sectionsLength());
    }
    return windows;
  }
}
