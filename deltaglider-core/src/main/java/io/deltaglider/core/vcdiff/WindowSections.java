package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.Optional;

/**
 * Reads the three sections of one window after the other, decompressed where they are compressed.
 * Not thread-safe.
 */
final class WindowSections {
  private final DeltaInput delta;
  private final SectionInput input;
  private final DecoderLimits limits;
  private final Section data;
  private final Section instructions;
  private final Section addresses;

  /**
   * @param delta read up to the end of its header
   */
  WindowSections(DeltaInput delta, VcdiffHeader header, DecoderLimits limits) {
    this.delta = delta;
    this.input = new SectionInput(delta);
    this.limits = limits;
    this.data = new Section("data", header, limits);
    this.instructions = new Section("instruction", header, limits);
    this.addresses = new Section("address", header, limits);
  }

  SectionReader data() {
    return data.reader;
  }

  SectionReader instructions() {
    return instructions.reader;
  }

  SectionReader addresses() {
    return addresses.reader;
  }

  /** Reads the sections of a window, which follow its header. */
  void read(WindowHeader window) throws IOException {
    int compressed = window.compressedSections();
    // An ADD takes as many bytes as it makes, a RUN one.
    long left = window.targetLength();
    read(data, window.dataLength(), compressed & WindowHeader.VCD_DATACOMP, left);
    left = 2L * limits.maxWindowSize();
    read(instructions, window.instructionLength(), compressed & WindowHeader.VCD_INSTCOMP, left);
    left -= instructions.reader.remaining();
    read(addresses, window.addressLength(), compressed & WindowHeader.VCD_ADDRCOMP, left);
  }

  /** Passes over the sections of a window, unless later windows may depend on them. */
  void skip(WindowHeader window) throws IOException {
    if (data.canSkip(window.compressedSections() != 0)) {
      delta.skip(window.sectionsLength());
    } else {
      read(window);
    }
  }

  private void read(Section section, long length, int compressed, long maxSize) throws IOException {
    long start = delta.position();
    if (compressed == 0) {
      section.buffer.fill(delta, checkedSize(section, length, maxSize));
      section.decompressor.ifPresent(each -> each.pass(section.buffer));
    } else {
      decompress(section, length, maxSize);
    }
    section.reader.reset(section.buffer.bytes(), section.buffer.size(), start, compressed == 0);
  }

  private void decompress(Section section, long length, long maxSize) throws IOException {
    SectionDecompressor decompressor =
        section.decompressor.orElseThrow(
            () -> delta.malformed("a compressed section, but the header names no compressor"));
    long start = delta.position();
    long claimed = delta.readVarint();
    int size = checkedSize(section, claimed, maxSize);
    if (size == 0) {
      throw delta.malformed("a compressed section that is empty");
    }
    long compressedSize = length - (delta.position() - start);
    if (compressedSize < 0) {
      throw delta.malformed("a compressed section shorter than its size field");
    }
    input.begin(compressedSize);
    decompressor.decompress(input, section.buffer, size);
  }

  private int checkedSize(Section section, long size, long maxSize) {
    if (size > maxSize) {
      throw delta.malformed(
          section.name + " section of " + size + " bytes, more than the " + maxSize + " allowed");
    }
    return (int) size;
  }

  /** What is kept for one kind of section across windows. */
  private static final class Section {
    final String name;
    final Optional<SectionDecompressor> decompressor;
    final GrowingBuffer buffer = new GrowingBuffer();
    final SectionReader reader;

    Section(String name, VcdiffHeader header, DecoderLimits limits) {
      this.name = name;
      this.reader = new SectionReader(name);
      this.decompressor = header.secondary().map(kind -> decompressor(kind, limits));
    }

    boolean canSkip(boolean anyCompressed) {
      return decompressor.map(each -> each.canSkip(anyCompressed)).orElse(!anyCompressed);
    }

    private static SectionDecompressor decompressor(
        SecondaryCompression kind, DecoderLimits limits) {
      return switch (kind) {
        case DJW -> new DjwDecompressor();
        case LZMA -> new LzmaDecompressor(limits.maxDictionarySize());
        case FGK -> new FgkDecompressor();
      };
    }
  }
}
