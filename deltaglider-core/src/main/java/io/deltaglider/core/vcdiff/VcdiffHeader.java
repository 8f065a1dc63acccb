package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands before the first window of a delta (RFC 3284 §4.1 with xdelta3's application header).
 *
 * @param secondary the compressor that windows may use on their sections
 * @param applicationHeader the application's own bytes; may be there and empty
 */
public record VcdiffHeader(
    Optional<SecondaryCompression> secondary, Optional<ApplicationHeader> applicationHeader) {
  /** The first three bytes of every delta are "VCD" with the high bits set, the fourth 0. */
  static final int MAGIC = 0xd6c3c400;

  static final int VCD_SECONDARY = 1;
  static final int VCD_CODETABLE = 2;
  static final int VCD_APPHEADER = 4;

  /** Checks that nothing is null. */
  public VcdiffHeader {
    Objects.requireNonNull(secondary, "secondary");
    Objects.requireNonNull(applicationHeader, "applicationHeader");
  }

  /**
   * Reads a header and not a byte more.
   *
   * @param delta a delta from its start; not closed
   * @throws MalformedDeltaException if it does not begin with a header that is supported
   * @throws IOException if the stream fails
   */
  public static VcdiffHeader read(InputStream delta) throws IOException {
    return read(new DeltaInput(delta));
  }

  static VcdiffHeader read(DeltaInput input) throws IOException {
    if (input.readInt() != MAGIC) {
      throw new MalformedDeltaException(0, "no VCDIFF delta: it does not begin with d6 c3 c4 00");
    }
    int indicator = input.readByte();
    if ((indicator & VCD_CODETABLE) != 0) {
      throw input.malformed("custom code tables are not supported");
    }
    if ((indicator & ~(VCD_SECONDARY | VCD_APPHEADER)) != 0) {
      throw input.malformed("unknown bits in the header indicator: " + indicator);
    }
    Optional<SecondaryCompression> secondary = Optional.empty();
    if ((indicator & VCD_SECONDARY) != 0) {
      secondary = Optional.of(readSecondary(input));
    }
    Optional<ApplicationHeader> applicationHeader = Optional.empty();
    if ((indicator & VCD_APPHEADER) != 0) {
      applicationHeader = Optional.of(readApplicationHeader(input));
    }
    return new VcdiffHeader(secondary, applicationHeader);
  }

  private static SecondaryCompression readSecondary(DeltaInput input) throws IOException {
    int id = input.readByte();
    Optional<SecondaryCompression> secondary = SecondaryCompression.ofId(id);
    if (secondary.isEmpty()) {
      throw input.malformed("unknown secondary compressor: " + id);
    }
    return secondary.get();
  }

  private static ApplicationHeader readApplicationHeader(DeltaInput input) throws IOException {
    long size = input.readVarint();
    if (size > ApplicationHeader.MAX_SIZE) {
      throw input.malformed("application header of " + size + " bytes");
    }
    GrowingBuffer bytes = new GrowingBuffer();
    bytes.fill(input, (int) size);
    return ApplicationHeader.of(bytes.toByteArray());
  }
}
