package io.deltaglider.core.vcdiff;

import java.util.Optional;

/** The compressors that xdelta3 may run over the sections of a window. */
public enum SecondaryCompression {
  /** Static Huffman codes, several tables per section. */
  DJW(1),

  /** One .xz stream per kind of section across all windows. */
  LZMA(2),

  /** Adaptive Huffman codes. */
  FGK(16);

  private final int id;

  SecondaryCompression(int id) {
    this.id = id;
  }

  /** Returns the byte that stands for this compressor in the header of a delta. */
  int id() {
    return id;
  }

  static Optional<SecondaryCompression> ofId(int id) {
    for (SecondaryCompression compression : values()) {
      if (compression.id == id) {
        return Optional.of(compression);
      }
    }
    return Optional.empty();
  }
}
