package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.vcdiff.DeltaBuilder.Window;
import io.deltaglider.core.vcdiff.Xdelta3Vectors.Vector;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

class CompressedSectionsTest {
  @ParameterizedTest
  @EnumSource
  void areTakenApartAndPutTogetherAgain(SecondaryCompression secondary) throws IOException {
    Sections sections = new Sections(secondary);
    assertThat(decode(sections.delta(secondary, 1))).isEqualTo(sections.vector.target());
  }

  @ParameterizedTest
  @CsvSource({"LZMA, 1 bytes too many", "DJW, 1 bytes too many", "FGK, 1 bytes too many"})
  void mustUseAllTheirBytes(SecondaryCompression secondary, String reason) throws IOException {
    Sections sections = new Sections(secondary);
    sections.data = Arrays.copyOf(sections.data, sections.data.length + 1);
    refuses(sections.delta(secondary, 1), reason);
  }

  @ParameterizedTest
  @CsvSource({
    "LZMA, LZMA section: java.io.EOFException",
    "DJW, ends too early",
    "FGK, ends too early"
  })
  void mustHaveAllTheirBytes(SecondaryCompression secondary, String reason) throws IOException {
    Sections sections = new Sections(secondary);
    sections.data = Arrays.copyOf(sections.data, sections.data.length - 1);
    refuses(sections.delta(secondary, 1), reason);
  }

  // Each block might ask for a dictionary of its own: work out of all proportion to the delta.
  @Test
  @DisplayName("P-19: a section of many .xz blocks")
  void endWithTheFirstBlockOfTheirXzStream() throws IOException {
    int blocks = 1000;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(data, new LZMA2Options(0), XZ.CHECK_NONE)) {
      for (int i = 0; i < blocks; i++) {
        xz.write(i);
        xz.endBlock();
      }
    }
    Window window =
        new Window(blocks)
            .deltaIndicator(WindowHeader.VCD_DATACOMP)
            .data(new DeltaBuilder().varint(blocks).bytes(data.toByteArray()))
            .instructions(new DeltaBuilder().bytes(CodeTable.add(0)).varint(blocks));
    byte[] delta =
        DeltaBuilder.compressedBy(SecondaryCompression.LZMA).window(window).toByteArray();
    long before = Allocations.ofThisThread();
    refuses(delta, "the stream is finished");
    assertThat(Allocations.ofThisThread() - before).isLessThan(4 << 20);
  }

  @ParameterizedTest
  @CsvSource({
    "0, no .xz stream",
    "6, no .xz stream",
    "7, a damaged .xz header",
    "11, a damaged .xz header",
    "12, an .xz block that is not LZMA2 alone",
    "14, an .xz block that is not LZMA2 alone",
    "16, a damaged .xz header",
    "23, a damaged .xz header"
  })
  void haveTheXzHeadersThatXdelta3Writes(int place, String reason) throws IOException {
    Sections sections = new Sections(SecondaryCompression.LZMA);
    int sizeField = Varint.size(sections.vector.target().length);
    sections.data[sizeField + place] ^= 1;
    refuses(sections.delta(SecondaryCompression.LZMA, 1), reason);
  }

  // DJW starts over, LZMA and FGK go on from the window before: only DJW's section fits twice.
  @Test
  void continueAcrossWindowsUnlessTheyAreDjw() throws IOException {
    Sections djw = new Sections(SecondaryCompression.DJW);
    assertThat(decode(djw.delta(SecondaryCompression.DJW, 2)))
        .isEqualTo(Samples.concat(djw.vector.target(), djw.vector.target()));
    Sections lzma = new Sections(SecondaryCompression.LZMA);
    refuses(lzma.delta(SecondaryCompression.LZMA, 2), "LZMA section");
    Sections fgk = new Sections(SecondaryCompression.FGK);
    refuses(fgk.delta(SecondaryCompression.FGK, 2), "");
  }

  @Test
  void mayNotClaimMoreThanTheirBitsCanSay() {
    for (SecondaryCompression secondary :
        new SecondaryCompression[] {SecondaryCompression.DJW, SecondaryCompression.FGK}) {
      Window window =
          new Window(100)
              .deltaIndicator(WindowHeader.VCD_DATACOMP)
              .data(new DeltaBuilder().varint(17).bytes(0, 0));
      refuses(
          DeltaBuilder.compressedBy(secondary).window(window).toByteArray(),
          "cannot have 17 bytes");
    }
  }

  private static void refuses(byte[] delta, String reason) {
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> decode(delta))
        .withMessageContaining(reason);
  }

  private static byte[] decode(byte[] delta) throws IOException {
    VcdiffDecoder decoder = new VcdiffDecoder(DecoderLimits.DEFAULT);
    try (InputStream target =
        decoder.decode(new ByteArrayInputStream(delta), ByteSource.of(new byte[0]))) {
      return target.readAllBytes();
    }
  }

  /** The sections of a real delta of one window without source. */
  private static final class Sections {
    final Vector vector;
    private final WindowHeader header;
    private byte[] data;
    private final byte[] instructions;
    private final byte[] addresses;

    Sections(SecondaryCompression secondary) throws IOException {
      String name = "few-words." + secondary.name().toLowerCase(java.util.Locale.ROOT);
      vector =
          Xdelta3Vectors.withCompressedSections().stream()
              .filter(each -> each.name().startsWith(name))
              .findAny()
              .orElseThrow();
      DeltaInput input = new DeltaInput(new ByteArrayInputStream(vector.delta()));
      VcdiffHeader.read(input);
      header = WindowHeader.read(input.readByte(), input);
      data = read(input, header.dataLength());
      instructions = read(input, header.instructionLength());
      addresses = read(input, header.addressLength());
    }

    private static byte[] read(DeltaInput input, long length) throws IOException {
      GrowingBuffer bytes = new GrowingBuffer();
      bytes.fill(input, (int) length);
      return bytes.toByteArray();
    }

    /** Returns a delta that has these sections in each of its windows. */
    byte[] delta(SecondaryCompression secondary, int windows) {
      DeltaBuilder delta = DeltaBuilder.compressedBy(secondary);
      for (int i = 0; i < windows; i++) {
        delta.window(
            new Window(header.targetLength())
                .deltaIndicator(header.compressedSections())
                .data(new DeltaBuilder().bytes(data))
                .instructions(new DeltaBuilder().bytes(instructions))
                .addresses(new DeltaBuilder().bytes(addresses))
                .checksumOf(vector.target()));
      }
      return delta.toByteArray();
    }
  }
}
