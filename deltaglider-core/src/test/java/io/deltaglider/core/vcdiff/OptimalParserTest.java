package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BooleanSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

class OptimalParserTest {
  private static final int MAX_EFFORT = EncoderOptions.MAX_EFFORT;
  private static final int INDEX_BYTES = 1 << 20;

  private static OptimalParser parser(byte[] source, int effort, BooleanSupplier stop) {
    ByteSource bytes = ByteSource.of(source);
    SourceMatcher matcher = new SourceMatcher(new SourcePages(bytes, SourcePages.MIN_BUDGET));
    return new OptimalParser(
        matcher,
        new LazyIndex(bytes, INDEX_BYTES, Effort.of(effort).stride(), () -> false),
        Effort.of(effort).parse().orElseThrow(),
        stop);
  }

  /** Returns what the search before it finds. */
  private static Copies given(byte[] source, byte[] target, int start, int end) throws IOException {
    ByteSource bytes = ByteSource.of(source);
    SourceMatcher matcher = new SourceMatcher(new SourcePages(bytes, SourcePages.MIN_BUDGET));
    MatchFinder finder =
        new MatchFinder(matcher, new LazyIndex(bytes, INDEX_BYTES, 8, () -> false), () -> false);
    assertThat(finder.find(target, start, end, 0, source.length - (end - start))).isTrue();
    return new GapFiller(matcher).fill(target, start, end, finder.copies());
  }

  private static Copies parse(byte[] source, byte[] target) throws IOException {
    Copies given = given(source, target, 0, target.length);
    return parser(source, MAX_EFFORT, () -> false)
        .parse(target, 0, target.length, given)
        .orElseThrow();
  }

  private static void isValid(Copies copies, byte[] source, byte[] target, int start, int end) {
    int done = start;
    for (int i = 0; i < copies.count(); i++) {
      int from = copies.start(i);
      int to = copies.end(i);
      assertThat(from).as("start of copy %d", i).isGreaterThanOrEqualTo(done);
      assertThat(to).as("end of copy %d", i).isGreaterThan(from).isLessThanOrEqualTo(end);
      long origin = copies.origin(i);
      byte[] origins = source;
      if (origin < 0) {
        origins = target;
        origin = ~origin;
        assertThat(origin).as("origin of copy %d", i).isGreaterThanOrEqualTo(start);
        assertThat(origin).as("origin of copy %d", i).isLessThan(from);
      }
      int first = (int) origin;
      assertThat(first + to - from).as("end in the origin").isLessThanOrEqualTo(origins.length);
      assertThat(Arrays.equals(origins, first, first + to - from, target, from, to))
          .as("copy %d of %d from %d at %d", i, to - from, copies.origin(i), from)
          .isTrue();
      done = to;
    }
  }

  @Provide
  Arbitrary<byte[]> content() {
    Arbitrary<Long> seeds = Arbitraries.longs();
    Arbitrary<Integer> sizes = Arbitraries.integers().between(0, 30_000);
    return Arbitraries.oneOf(
        Combinators.combine(seeds, sizes).as(Samples::random),
        Combinators.combine(seeds, sizes).as(Samples::text),
        Combinators.combine(seeds, Arbitraries.integers().between(1, 300), sizes)
            .as((seed, period, size) -> Samples.periodic(Samples.random(seed, period), size)));
  }

  /** Around the window is more of the same, so that a search that leaves it finds something. */
  @Property(tries = 150)
  void returnsCopiesThatAreOrderedWithinTheWindowAndRight(
      @ForAll("content") byte[] source,
      @ForAll long seed,
      @ForAll @IntRange(max = 80) int edits,
      @ForAll @IntRange(max = 4000) int before,
      @ForAll @IntRange(min = 6, max = 9) int effort)
      throws IOException {
    byte[] window = Samples.edited(source, seed, edits);
    byte[] around = Samples.slice(window, 0, Math.min(before, window.length));
    byte[] target = Samples.concat(around, window, around);
    int start = around.length;
    int end = start + window.length;
    OptimalParser parser = parser(source, effort, () -> false);
    isValid(
        parser.parse(target, start, end, given(source, target, start, end)).orElseThrow(),
        source,
        target,
        start,
        end);
    Copies nothing = new Copies();
    nothing.clear(start);
    isValid(parser.parse(target, start, end, nothing).orElseThrow(), source, target, start, end);
  }

  /** Returns text in which every hundredth byte or so was overwritten. */
  private static byte[] overwritten(byte[] original, long seed) {
    Random random = new Random(seed);
    byte[] bytes = original.clone();
    for (int i = random.nextInt(200); i < bytes.length; i += 1 + random.nextInt(200)) {
      bytes[i] = (byte) ('a' + random.nextInt(26));
    }
    return bytes;
  }

  @Test
  void manySmallEditsOfTextTakeFewerBytesAtTheHighestEffort() throws IOException {
    byte[] source = Samples.text(1, 400_000);
    byte[] target = overwritten(Samples.edited(source, 2, 300), 3);
    byte[] usual = VcdiffRoundTripTest.roundTrip(EncoderOptions.DEFAULT, source, target);
    byte[] best =
        VcdiffRoundTripTest.roundTrip(
            EncoderOptions.DEFAULT.withEffort(MAX_EFFORT), source, target);
    assertThat(best.length).isLessThan(usual.length * 95 / 100);
  }

  @Test
  void isEmptyWhenToldToStop() throws IOException {
    byte[] source = Samples.text(7, 20_000);
    int[] polls = {0};
    OptimalParser parser = parser(source, MAX_EFFORT, () -> polls[0]++ == 1);
    byte[] target = overwritten(source, 8);
    assertThat(parser.parse(target, 0, target.length, new Copies())).isEmpty();
    assertThat(polls[0]).isEqualTo(2);
  }

  @Test
  void aLongCopyStaysAndTheIndexIsNotAsked() throws IOException {
    ByteSource source =
        new ByteSource() {
          @Override
          public long size() {
            return 100_000;
          }

          @Override
          public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            throw new IOException("read");
          }
        };
    byte[] content = Samples.random(9, 100_000);
    OptimalParser parser =
        new OptimalParser(
            new SourceMatcher(new SourcePages(ByteSource.of(content), SourcePages.MIN_BUDGET)),
            new LazyIndex(source, INDEX_BYTES, 8, () -> false),
            Effort.of(MAX_EFFORT).parse().orElseThrow(),
            () -> false);
    byte[] target =
        Samples.concat(
            Samples.random(10, 500),
            Samples.slice(content, 20_000, 80_000),
            Samples.random(11, 500));
    Copies given = new Copies();
    given.clear(0);
    given.add(500, 60_000, 20_000);
    Copies parsed = parser.parse(target, 0, target.length, given).orElseThrow();
    assertThat(parsed.count()).isOne();
    assertThat(parsed.start(0)).isEqualTo(500);
    assertThat(parsed.length(0)).isEqualTo(60_000);
    assertThat(parsed.origin(0)).isEqualTo(20_000);
  }

  @Test
  void findsWhatNobodyGaveIt() throws IOException {
    byte[] source = Samples.text(12, 50_000);
    byte[] target = overwritten(source, 13);
    Copies parsed =
        parser(source, MAX_EFFORT, () -> false)
            .parse(target, 0, target.length, new Copies())
            .orElseThrow();
    assertThat(parsed.coveredFrom(0)).isGreaterThan(target.length * 9 / 10);
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void zerosAreOneCopy() throws IOException {
    byte[] zeros = new byte[8 << 20];
    Copies parsed = parse(new byte[0], zeros);
    assertThat(parsed.count()).isOne();
    assertThat(parsed.coveredFrom(0)).isGreaterThan(zeros.length - 10);
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aShortPeriodIsOneCopy() throws IOException {
    byte[] target = Samples.periodic(Samples.random(14, 7), 8 << 20);
    Copies parsed = parse(new byte[0], target);
    assertThat(parsed.count()).isOne();
    assertThat(parsed.coveredFrom(0)).isGreaterThan(target.length - 20);
  }

  /** No match is long enough to be taken at once, and each position has many. */
  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void repetitionsWithChangesAreFinishedInTime() throws IOException {
    byte[] target = Samples.periodic(Samples.random(15, 500), 4 << 20);
    Random random = new Random(16);
    for (int i = 0; i < target.length; i += 100 + random.nextInt(300)) {
      target[i] = (byte) random.nextInt();
    }
    Copies parsed = parse(new byte[0], target);
    isValid(parsed, new byte[0], target, 0, target.length);
    assertThat(parsed.coveredFrom(0)).isGreaterThan(target.length * 95 / 100);
  }
}
