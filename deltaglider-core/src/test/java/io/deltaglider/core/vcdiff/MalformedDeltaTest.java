package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.vcdiff.DeltaBuilder.Window;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("P-19: damaged or hostile delta")
class MalformedDeltaTest {
  private static final DecoderLimits LIMITS = new DecoderLimits(1_000, 500, 1 << 16);
  private static final ByteSource SOURCE = ByteSource.of(new byte[100]);

  private static final int ADD_1 = CodeTable.add(1);
  private static final int COPY_4 = CodeTable.copy(4, AddressCache.SELF);

  private static DeltaBuilder bytes(int... values) {
    return new DeltaBuilder().bytes(values);
  }

  /** Returns a window that is in order: an ADD of 1, a COPY of 4. */
  private static Window window() {
    return new Window(5)
        .segment(10, 90)
        .data(bytes(7))
        .instructions(bytes(ADD_1, COPY_4))
        .addresses(bytes(3));
  }

  static Stream<Arguments> badWindows() {
    return Stream.of(
        badWindow("unsupported", "(VCD_TARGET) are not supported", window().windowIndicator(2)),
        badWindow(
            "indicator", "unknown bits in the window indicator: 9", window().windowIndicator(8)),
        badWindow(
            "delta indicator",
            "unknown bits in the delta indicator: 8",
            window().deltaIndicator(8)),
        badWindow("no compressor", "the header names no compressor", window().deltaIndicator(1)),
        badWindow("too long", "do not add up", window().lengthError(-1)),
        badWindow("too short", "do not add up", window().lengthError(1)),
        badWindow("checksum", "checksum differs", window().checksumOf(new byte[4])),
        badWindow("short target", "make 5 bytes of a window of 6", window().targetLength(6)),
        badWindow("long target", "leaves the window", window().targetLength(4)),
        badWindow(
            "data left", "1 bytes that no instruction uses (data", window().data(bytes(7, 7))),
        badWindow("data missing", "ends too early (data", window().data(bytes())),
        badWindow(
            "address left",
            "1 bytes that no instruction uses (address",
            window().addresses(bytes(3, 3))),
        badWindow("address missing", "ends too early (address", window().addresses(bytes())),
        badWindow("address cut", "ends too early (address", window().addresses(bytes(0x83))),
        badWindow(
            "address too large", "outside what is already there", window().addresses(bytes(11))),
        badWindow(
            "size missing",
            "ends too early (instruction",
            window().instructions(bytes(CodeTable.run()))),
        badWindow(
            "size too large",
            "leaves the window",
            window().instructions(bytes(ADD_1, CodeTable.run()).varint(Long.MAX_VALUE))),
        badWindow(
            "size too wide",
            "more than 63 bits",
            window().instructions(bytes(ADD_1, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1))),
        badWindow(
            "segment too long",
            "source segment of 101 bytes at 0, but the source has 100",
            window().segment(101, 0)),
        badWindow("segment too far", "source segment of 10 bytes at 91", window().segment(10, 91)),
        badWindow(
            "segment overflows",
            "source segment of 10 bytes at 9223372036854775807",
            window().segment(10, Long.MAX_VALUE)),
        badWindow(
            "segment huge",
            "source segment of 9223372036854775807 bytes",
            window().segment(Long.MAX_VALUE, 10)));
  }

  private static Arguments badWindow(String name, String reason, Window window) {
    return Arguments.of(name, reason, window);
  }

  @Test
  void theUsualWindowIsInOrder() throws IOException {
    assertThat(decode(DeltaBuilder.plain().window(window()))).containsExactly(7, 0, 0, 0, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badWindows")
  void isRefusedWithItsReason(String name, String reason, Window window) {
    refuses(DeltaBuilder.plain().window(window), reason);
  }

  @Test
  @DisplayName("L-32: a range beyond the real size ends in an error, not in wrong bytes")
  void rangesBeyondTheRealSizeEndInAnError() throws IOException {
    byte[] delta = DeltaBuilder.plain().window(window()).window(window()).toByteArray();
    VcdiffDecoder decoder = new VcdiffDecoder(LIMITS);
    try (InputStream range = decoder.decode(new ByteArrayInputStream(delta), SOURCE, 8, 11)) {
      assertThat(range.readNBytes(2)).containsExactly(0, 0);
      assertThatExceptionOfType(MalformedDeltaException.class)
          .isThrownBy(range::read)
          .satisfies(e -> assertThat(e.offset()).isEqualTo(delta.length))
          .withMessageContaining("the target ends at 10, before the requested end 11");
    }
  }

  @Test
  void saysWhereTheFaultIs() {
    DeltaBuilder delta = DeltaBuilder.plain().window(window());
    int second = delta.toByteArray().length;
    delta.window(window().addresses(bytes(11)));
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> decode(delta))
        // Nine bytes of header, the data byte, two opcodes, and behind the address.
        .satisfies(e -> assertThat(e.offset()).isEqualTo(second + 9 + 1 + 2 + 1))
        .satisfies(e -> assertThat(e.reason()).contains("address section"));
  }

  @Test
  void windowsBeyondTheLimitAreRefused() {
    refuses(DeltaBuilder.plain().window(run(501)), "window of 501 bytes, more than 500");
  }

  @Test
  void targetsBeyondTheLimitAreRefused() throws IOException {
    DeltaBuilder delta = DeltaBuilder.plain().window(run(500)).window(run(500));
    assertThat(decode(delta)).hasSize(1_000);
    refuses(delta.window(run(1)), "target of more than 1000 bytes");
  }

  @Test
  void sectionsBeyondWhatAWindowNeedsAreRefused() {
    refuses(
        DeltaBuilder.plain().window(window().data(bytes(1, 2, 3, 4, 5, 6))),
        "data section of 6 bytes, more than the 5 allowed");
    refuses(
        DeltaBuilder.plain().window(window().instructions(bytes(new int[1_001]))),
        "instruction section of 1001 bytes, more than the 1000 allowed");
    refuses(
        DeltaBuilder.plain().window(window().addresses(bytes(new int[999]))),
        "address section of 999 bytes, more than the 998 allowed");
  }

  @ParameterizedTest
  @EnumSource
  void compressedSectionsMustKeepToTheirSizes(SecondaryCompression secondary) {
    refusesCompressed(secondary, bytes(), "shorter than its size field");
    refusesCompressed(secondary, bytes(0, 1), "a compressed section that is empty");
    refusesCompressed(secondary, bytes(6, 1), "data section of 6 bytes");
    refusesCompressed(secondary, bytes(0x80), "shorter than its size field");
    refusesCompressed(secondary, bytes(5), "");
  }

  private static void refusesCompressed(
      SecondaryCompression secondary, DeltaBuilder data, String reason) {
    Window window = window().deltaIndicator(WindowHeader.VCD_DATACOMP).data(data);
    refuses(DeltaBuilder.compressedBy(secondary).window(window), reason);
  }

  @Test
  void dictionariesBeyondTheLimitAreRefused() {
    Xdelta3Vectors.Vector vector = Xdelta3Vectors.named("empty-to-text.lzma-1.vcdiff");
    int dictionary = 1 << 18;
    VcdiffDecoder enough = new VcdiffDecoder(new DecoderLimits(100_000, 100_000, dictionary));
    VcdiffDecoder tooLittle =
        new VcdiffDecoder(new DecoderLimits(100_000, 100_000, dictionary / 2));
    assertThat(enough.decode(new ByteArrayInputStream(vector.delta()), vector.byteSource()))
        .hasBinaryContent(vector.target());
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(
            () ->
                tooLittle
                    .decode(new ByteArrayInputStream(vector.delta()), vector.byteSource())
                    .readAllBytes())
        .withMessageContaining("a dictionary of 262144 bytes, more than 131072");
  }

  @ParameterizedTest
  @CsvSource({"1099511627776", "2147483647", "2147483648", "1073741824", "9223372036854775807"})
  void claimsAllocateNothing(long claim) {
    DecoderLimits generous =
        new DecoderLimits(Long.MAX_VALUE, DecoderLimits.LARGEST_WINDOW, 1 << 26);
    // Warm, so that classes are loaded before allocation is counted.
    refusesClaims(generous, claim);
    long before = Allocations.ofThisThread();
    refusesClaims(generous, claim);
    // A handful of streams with 64 KiB of buffer each.
    assertThat(Allocations.ofThisThread() - before).isLessThan(4 << 20);
  }

  private static void refusesClaims(DecoderLimits limits, long claim) {
    long half = claim / 2;
    int window = limits.maxWindowSize();
    refuses(DeltaBuilder.magic().bytes(4).varint(claim).bytes(1, 2, 3), limits);
    refuses(claimingWindow(DeltaBuilder.plain(), 0, claim, 0, 0, 0), limits);
    refuses(claimingWindow(DeltaBuilder.plain(), 0, window, half, 0, 0), limits);
    refuses(claimingWindow(DeltaBuilder.plain(), 0, 5, 0, half, 0), limits);
    refuses(claimingWindow(DeltaBuilder.plain(), 0, 5, 0, 0, half), limits);
    for (SecondaryCompression secondary : SecondaryCompression.values()) {
      DeltaBuilder header = DeltaBuilder.compressedBy(secondary);
      DeltaBuilder delta = claimingWindow(header, WindowHeader.VCD_DATACOMP, window, half, 0, 0);
      refuses(delta.varint(window).bytes(1, 2, 3), limits);
    }
  }

  /** Appends the header of a window with these sizes, in order in itself. */
  private static DeltaBuilder claimingWindow(
      DeltaBuilder delta,
      int compressed,
      long target,
      long data,
      long instructions,
      long addresses) {
    byte[] header =
        new DeltaBuilder()
            .varint(target)
            .bytes(compressed)
            .varint(data)
            .varint(instructions)
            .varint(addresses)
            .toByteArray();
    long length = header.length + data + instructions + addresses;
    return delta.bytes(0).varint(length).bytes(header);
  }

  private static Window run(int length) {
    return new Window(length).data(bytes(1)).instructions(bytes(CodeTable.run()).varint(length));
  }

  private static void refuses(DeltaBuilder delta, String reason) {
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> decode(delta))
        .withMessageContaining(reason);
  }

  private static void refuses(DeltaBuilder delta, DecoderLimits limits) {
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> decode(delta, limits));
  }

  private static byte[] decode(DeltaBuilder delta) throws IOException {
    return decode(delta, LIMITS);
  }

  private static byte[] decode(DeltaBuilder delta, DecoderLimits limits) throws IOException {
    InputStream stream = new ByteArrayInputStream(delta.toByteArray());
    try (InputStream target = new VcdiffDecoder(limits).decode(stream, SOURCE)) {
      return target.readAllBytes();
    }
  }
}
