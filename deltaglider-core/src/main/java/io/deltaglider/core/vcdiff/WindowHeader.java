package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * What stands before the sections of a window (RFC 3284 §4.2, §4.3 with xdelta3's checksum).
 *
 * @param offset where in the delta the window begins
 * @param segmentLength the size of the source segment in bytes; 0 if the window uses no source
 * @param segmentPosition where in the source the segment begins
 * @param targetLength the size of the target window in bytes
 * @param compressedSections which sections are compressed: {@code VCD_DATACOMP} and so on
 * @param dataLength the size of the data section in the delta
 * @param instructionLength the size of the instruction section in the delta
 * @param addressLength the size of the address section in the delta
 * @param checksum the Adler-32 of the target window
 */
record WindowHeader(
    long offset,
    long segmentLength,
    long segmentPosition,
    long targetLength,
    int compressedSections,
    long dataLength,
    long instructionLength,
    long addressLength,
    OptionalInt checksum) {
  static final int VCD_SOURCE = 1;
  static final int VCD_TARGET = 2;
  static final int VCD_ADLER32 = 4;

  static final int VCD_DATACOMP = 1;
  static final int VCD_INSTCOMP = 2;
  static final int VCD_ADDRCOMP = 4;

  /**
   * Reads what follows the window indicator and checks that the lengths agree.
   *
   * @param indicator the window indicator, which has just been read
   */
  static WindowHeader read(int indicator, DeltaInput input) throws IOException {
    long offset = input.position() - 1;
    if ((indicator & VCD_TARGET) != 0) {
      throw input.malformed("windows that copy from earlier target (VCD_TARGET) are not supported");
    }
    if ((indicator & ~(VCD_SOURCE | VCD_ADLER32)) != 0) {
      throw input.malformed("unknown bits in the window indicator: " + indicator);
    }
    long segmentLength = 0;
    long segmentPosition = 0;
    if ((indicator & VCD_SOURCE) != 0) {
      segmentLength = input.readVarint();
      segmentPosition = input.readVarint();
    }
    long encodingLength = input.readVarint();
    long encodingStart = input.position();
    long targetLength = input.readVarint();
    int compressed = input.readByte();
    if ((compressed & ~(VCD_DATACOMP | VCD_INSTCOMP | VCD_ADDRCOMP)) != 0) {
      throw input.malformed("unknown bits in the delta indicator: " + compressed);
    }
    long dataLength = input.readVarint();
    long instructionLength = input.readVarint();
    long addressLength = input.readVarint();
    OptionalInt checksum = OptionalInt.empty();
    if ((indicator & VCD_ADLER32) != 0) {
      checksum = OptionalInt.of(input.readInt());
    }
    // Subtracted one by one: a sum of claims might overflow, these differences cannot.
    long left = encodingLength - (input.position() - encodingStart);
    if (left - dataLength - instructionLength != addressLength
        || left < dataLength
        || left - dataLength < instructionLength) {
      throw input.malformed("the lengths of the sections do not add up to the window's");
    }
    return new WindowHeader(
        offset,
        segmentLength,
        segmentPosition,
        targetLength,
        compressed,
        dataLength,
        instructionLength,
        addressLength,
        checksum);
  }

  /** Returns the size of all sections in the delta. */
  long sectionsLength() {
    return dataLength + instructionLength + addressLength;
  }
}
