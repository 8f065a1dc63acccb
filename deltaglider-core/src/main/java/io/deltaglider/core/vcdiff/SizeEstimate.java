package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.tukaani.xz.LZMA2Options;

/**
 * Tells how large the sections of a window get, by compressing them in passing. Not thread-safe.
 */
final class SizeEstimate {
  private static final Effort.Lzma QUICK =
      new Effort.Lzma(LZMA2Options.MODE_FAST, LZMA2Options.MF_HC4, 64, 4, 1 << 18);

  private final SourceSegment source;
  private final double minSaving;
  private final BooleanSupplier stop;
  private final InstructionWriter writer = new InstructionWriter();

  SizeEstimate(long sourceSize, double minSaving, BooleanSupplier stop) {
    this.source = new SourceSegment(0, sourceSize);
    this.minSaving = minSaving;
    this.stop = stop;
  }

  /** Returns those of two lists of copies with which a window gets smaller. */
  Copies smaller(byte[] target, int start, int end, Copies first, Copies second)
      throws IOException {
    return size(target, start, end, second) < size(target, start, end, first) ? second : first;
  }

  private long size(byte[] target, int start, int end, Copies copies) throws IOException {
    writer.write(target, start, end, copies, 0, copies.count(), source);
    SectionCompressors compressors = SectionCompressors.of(QUICK, minSaving);
    return size(writer.data(), compressors.data(), stop)
        + size(writer.instructions(), compressors.instructions(), stop)
        + size(writer.addresses(), compressors.addresses(), stop);
  }

  private static long size(
      SectionBuffer section, SectionCompressor compressor, BooleanSupplier stop)
      throws IOException {
    boolean compressed = compressor.pays(section) && compressor.compress(section, stop);
    return compressed ? compressor.compressed().size() : section.size();
  }
}
