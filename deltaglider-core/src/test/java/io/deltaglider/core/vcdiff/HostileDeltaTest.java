package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.vcdiff.DeltaBuilder.Window;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Deltas that nobody made in good faith, and programs that use the format to its ends. */
@Label("P-19: hostile delta")
class HostileDeltaTest {
  private static final DecoderLimits LIMITS = new DecoderLimits(20_000, 5_000, 1 << 16);
  private static final byte[] SOURCE = Samples.text(1, 3_000);

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void garbageBehindAHeaderIsRefusedOrKeepsToTheLimits(
      @ForAll SecondaryCompression secondary, @ForAll @Size(max = 300) byte[] garbage)
      throws IOException {
    decode(DeltaBuilder.plain().bytes(garbage).toByteArray());
    decode(DeltaBuilder.compressedBy(secondary).bytes(garbage).toByteArray());
    decode(garbage);
  }

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void garbageInsideAWindowIsRefusedOrKeepsToTheLimits(
      @ForAll("bytes") byte[] data,
      @ForAll("bytes") byte[] instructions,
      @ForAll("bytes") byte[] addresses,
      @ForAll @IntRange(max = 5_000) int targetLength,
      @ForAll @IntRange(max = 3_000) int segmentLength)
      throws IOException {
    Window window =
        new Window(targetLength)
            .segment(segmentLength, 0)
            .data(new DeltaBuilder().bytes(data))
            .instructions(new DeltaBuilder().bytes(instructions))
            .addresses(new DeltaBuilder().bytes(addresses));
    decode(DeltaBuilder.plain().window(window).window(window).toByteArray());
  }

  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void garbageInsideCompressedSectionsIsRefusedOrKeepsToTheLimits(
      @ForAll SecondaryCompression secondary,
      @ForAll @IntRange(min = 1, max = 7) int compressed,
      @ForAll @IntRange(min = 1, max = 1_000) int size,
      @ForAll("bytes") byte[] first,
      @ForAll("bytes") byte[] second)
      throws IOException {
    Window window =
        new Window(1_000)
            .deltaIndicator(compressed)
            .data(new DeltaBuilder().varint(size).bytes(first))
            .instructions(new DeltaBuilder().varint(size).bytes(second))
            .addresses(new DeltaBuilder().varint(size).bytes(first));
    decode(DeltaBuilder.compressedBy(secondary).window(window).toByteArray());
  }

  @Property(tries = 300)
  void anyProgramOfAnyOpcodesMakesWhatTheSpecificationSays(
      @ForAll Random random, @ForAll @IntRange(max = 3_000) int from) throws IOException {
    DeltaBuilder delta = DeltaBuilder.plain();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    for (int windows = random.nextInt(3); windows >= 0; windows--) {
      int to = from + random.nextInt(SOURCE.length - from + 1);
      RandomProgram program = new RandomProgram(random, Arrays.copyOfRange(SOURCE, from, to));
      delta.window(program.window(from));
      expected.writeBytes(program.target());
    }
    VcdiffDecoder decoder = new VcdiffDecoder(DecoderLimits.DEFAULT);
    try (InputStream target =
        decoder.decode(new ByteArrayInputStream(delta.toByteArray()), ByteSource.of(SOURCE))) {
      assertThat(target.readAllBytes()).isEqualTo(expected.toByteArray());
    }
  }

  @Provide
  Arbitrary<byte[]> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
  }

  /** Passes if the delta is refused or makes a target within the limits. */
  private static void decode(byte[] delta) throws IOException {
    VcdiffDecoder decoder = new VcdiffDecoder(LIMITS);
    try (InputStream target =
        decoder.decode(new ByteArrayInputStream(delta), ByteSource.of(SOURCE))) {
      assertThat(target.readAllBytes()).hasSizeLessThanOrEqualTo(20_000);
    } catch (MalformedDeltaException e) {
      assertThat(e.offset()).isBetween(0L, (long) delta.length);
    }
  }
}
