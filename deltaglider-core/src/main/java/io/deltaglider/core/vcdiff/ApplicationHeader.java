package io.deltaglider.core.vcdiff;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The bytes that an application put into the header of a delta; VCDIFF gives them no meaning.
 * Immutable.
 */
public final class ApplicationHeader {
  /** The most bytes an application header may have: 1 MiB. RFC 3284 sets no limit. */
  public static final int MAX_SIZE = 1 << 20;

  private final byte[] bytes;

  private ApplicationHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns a header with a copy of these bytes.
   *
   * @throws IllegalArgumentException if there are more than {@link #MAX_SIZE}
   */
  public static ApplicationHeader of(byte[] bytes) {
    if (bytes.length > MAX_SIZE) {
      throw new IllegalArgumentException("application header of " + bytes.length + " bytes");
    }
    return new ApplicationHeader(bytes.clone());
  }

  /** Returns the number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** Returns a copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApplicationHeader that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Returns the bytes as ISO 8859-1 text. */
  @Override
  public String toString() {
    return new String(bytes, ISO_8859_1);
  }
}
