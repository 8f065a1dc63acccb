package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.zip.Adler32;

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
  private final DeltaOutput output;
  private final long maxSegment;
  private final BooleanSupplier stop;
  private final InstructionWriter writer = new InstructionWriter();
  private final SectionBuffer header = new SectionBuffer();
  private final Adler32 checksum = new Adler32();

  // What the window at hand covers, set by plan.
  private int windowEnd;
  private int copiesEnd;
  private long segmentStart;
  private long segmentEnd;

  WindowWriter(
      SectionCompressors compressors, DeltaOutput output, long maxSegment, BooleanSupplier stop) {
    this.compressors = compressors;
    this.output = output;
    this.maxSegment = maxSegment;
    this.stop = stop;
  }

  /** Writes a stretch of target as windows. */
  EncodeResult.Outcome write(WindowMatcher matched) throws IOException {
    byte[] target = matched.window();
    int length = matched.length();
    Copies copies = matched.copies();
    int from = 0;
    int firstCopy = 0;
    do {
      plan(length, copies, firstCopy);
      encode(target, from, copies, firstCopy);
      EncodeResult.Outcome outcome = emit(target, from);
      if (outcome != EncodeResult.Outcome.COMPLETE) {
        return outcome;
      }
      from = windowEnd;
      firstCopy = copiesEnd;
    } while (from < length);
    return EncodeResult.Outcome.COMPLETE;
  }

  /** Chooses the source segment, and where the window ends. */
  private void plan(int length, Copies copies, int firstCopy) {
    segmentStart = Long.MAX_VALUE;
    segmentEnd = 0;
    windowEnd = length;
    copiesEnd = copies.count();
    for (int i = firstCopy; i < copies.count(); i++) {
      long origin = copies.origin(i);
      if (origin < 0) {
        continue;
      }
      long start = Math.min(segmentStart, origin);
      long end = Math.max(segmentEnd, origin + copies.length(i));
      if (end - start <= maxSegment) {
        segmentStart = start;
        segmentEnd = end;
      } else if (copies.length(i) >= MIN_SPLITTING_COPY) {
        windowEnd = copies.start(i);
        copiesEnd = i;
        return;
      }
    }
  }

  private long segmentLength() {
    return Math.max(0, segmentEnd - segmentStart);
  }

  private void encode(byte[] target, int from, Copies copies, int firstCopy) {
    long segmentLength = segmentLength();
    writer.reset();
    int done = from;
    for (int i = firstCopy; i < copiesEnd; i++) {
      long address = address(copies, i, from);
      if (address >= 0) {
        int start = copies.start(i);
        writer.literal(target, done, start);
        writer.copy(address, segmentLength + start - from, copies.length(i));
        done = copies.end(i);
      }
    }
    writer.literal(target, done, windowEnd);
    writer.finish();
  }

  /** Returns a copy's address, or -1 if this window cannot reach it. */
  private long address(Copies copies, int i, int from) {
    long origin = copies.origin(i);
    if (origin < 0) {
      long start = ~origin;
      return start < from ? -1 : segmentLength() + start - from;
    }
    boolean inside = origin >= segmentStart && origin + copies.length(i) <= segmentEnd;
    return inside ? origin - segmentStart : -1;
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
    checksum.reset();
    checksum.update(target, from, windowEnd - from);
    writeHeader(windowEnd - from, indicator, data, instructions, addresses);
    boolean fits = output.write(header, data, instructions, addresses);
    return fits ? EncodeResult.Outcome.COMPLETE : EncodeResult.Outcome.DELTA_TOO_LARGE;
  }

  private void writeHeader(
      int targetLength,
      int indicator,
      SectionBuffer data,
      SectionBuffer instructions,
      SectionBuffer addresses) {
    header.clear();
    if (segmentLength() > 0) {
      header.write(WindowHeader.VCD_SOURCE | WindowHeader.VCD_ADLER32);
      header.writeVarint(segmentLength());
      header.writeVarint(segmentStart);
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
    header.writeInt((int) checksum.getValue());
  }

  private static long sizeWithLength(SectionBuffer section) {
    return (long) Varint.size(section.size()) + section.size();
  }
}
