package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Turns a stretch of target and its copies into VCDIFF windows: usually one, more if the copies
 * come from places too far apart for one source segment. Not thread-safe.
 */
final class WindowWriter {
  /**
   * The longest source segment. Together with a window it stays below 2 GiB, so that readers with
   * 32-bit addresses, signed ones too, can follow.
   */
  static final long MAX_SEGMENT = Integer.MAX_VALUE - (1L << 24);

  private static final int CHECKSUM_SIZE = 4;

  /** A copy shorter than this is not worth a window of its own. */
  private static final int MIN_SPLITTING_COPY = 1 << 10;

  private final SectionCompressors compressors;
  private final LiteralSegments segments;
  private final DeltaOutput output;
  private final long maxSegment;
  private final BooleanSupplier stop;
  private final InstructionWriter writer = new InstructionWriter();
  private final SectionBuffer header = new SectionBuffer();

  // What the window at hand covers, set by plan.
  private int windowEnd;
  private int copiesEnd;
  private SourceSegment segment = new SourceSegment(0, 0);

  WindowWriter(
      SectionCompressors compressors,
      LiteralSegments segments,
      DeltaOutput output,
      long maxSegment,
      BooleanSupplier stop) {
    this.compressors = compressors;
    this.segments = segments;
    this.output = output;
    this.maxSegment = maxSegment;
    this.stop = stop;
  }

  /** Writes a stretch of target as windows. */
  EncodeResult.Outcome write(WindowMatcher matched) throws IOException {
    byte[] target = matched.bytes();
    int end = matched.end();
    Copies copies = matched.copies();
    segments.find(target, matched.start(), end, copies);
    int from = matched.start();
    int firstCopy = 0;
    do {
      plan(segments.nextEnd(from, end), copies, firstCopy);
      writer.write(target, from, windowEnd, copies, firstCopy, copiesEnd, segment);
      EncodeResult.Outcome outcome = emit(target, from);
      if (outcome != EncodeResult.Outcome.COMPLETE) {
        return outcome;
      }
      from = windowEnd;
      firstCopy = copiesEnd;
    } while (from < end);
    return EncodeResult.Outcome.COMPLETE;
  }

  /** Chooses the source segment, and where the window ends: at {@code end} or before. */
  private void plan(int end, Copies copies, int firstCopy) {
    long segmentStart = Long.MAX_VALUE;
    long segmentEnd = 0;
    windowEnd = end;
    copiesEnd = firstCopy;
    while (copiesEnd < copies.count() && copies.start(copiesEnd) < end) {
      copiesEnd++;
    }
    for (int i = firstCopy; i < copiesEnd; i++) {
      long origin = copies.origin(i);
      if (origin < 0) {
        continue;
      }
      long start = Math.min(segmentStart, origin);
      long limit = Math.max(segmentEnd, origin + copies.length(i));
      if (limit - start <= maxSegment) {
        segmentStart = start;
        segmentEnd = limit;
      } else if (copies.length(i) >= MIN_SPLITTING_COPY) {
        windowEnd = copies.start(i);
        copiesEnd = i;
      }
    }
    segment = new SourceSegment(segmentStart, Math.max(0, segmentEnd - segmentStart));
  }

  private EncodeResult.Outcome emit(byte[] target, int from) throws IOException {
    SectionBuffer data = writer.data();
    SectionBuffer instructions = writer.instructions();
    SectionBuffer addresses = writer.addresses();
    int indicator = 0;
    if (compressors.data().pays(data)) {
      indicator |= WindowHeader.VCD_DATACOMP;
      if (!compressors.data().compress(data, stop)) {
        return EncodeResult.Outcome.STOPPED;
      }
      data = compressors.data().compressed();
    }
    if (compressors.instructions().pays(instructions)) {
      indicator |= WindowHeader.VCD_INSTCOMP;
      if (!compressors.instructions().compress(instructions, stop)) {
        return EncodeResult.Outcome.STOPPED;
      }
      instructions = compressors.instructions().compressed();
    }
    if (compressors.addresses().pays(addresses)) {
      indicator |= WindowHeader.VCD_ADDRCOMP;
      if (!compressors.addresses().compress(addresses, stop)) {
        return EncodeResult.Outcome.STOPPED;
      }
      addresses = compressors.addresses().compressed();
    }
    int checksum = WindowChecksum.of(target, from, windowEnd);
    writeHeader(windowEnd - from, indicator, data, instructions, addresses, checksum);
    boolean fits = output.write(header, data, instructions, addresses);
    return fits ? EncodeResult.Outcome.COMPLETE : EncodeResult.Outcome.DELTA_TOO_LARGE;
  }

  private void writeHeader(
      int targetLength,
      int indicator,
      SectionBuffer data,
      SectionBuffer instructions,
      SectionBuffer addresses,
      int checksum) {
    header.clear();
    if (segment.length() > 0) {
      header.write(WindowHeader.VCD_SOURCE | WindowHeader.VCD_ADLER32);
      header.writeVarint(segment.length());
      header.writeVarint(segment.start());
    } else {
      header.write(WindowHeader.VCD_ADLER32);
    }
    long deltaLength =
        1L
            + Varint.size(targetLength)
            + sizeWithLength(data)
            + sizeWithLength(instructions)
            + sizeWithLength(addresses)
            + CHECKSUM_SIZE;
    header.writeVarint(deltaLength);
    header.writeVarint(targetLength);
    header.write(indicator);
    header.writeVarint(data.size());
    header.writeVarint(instructions.size());
    header.writeVarint(addresses.size());
    header.writeInt(checksum);
  }

  private static long sizeWithLength(SectionBuffer section) {
    return (long) Varint.size(section.size()) + section.size();
  }
}
