package io.deltaglider.core.vcdiff;

import java.io.IOException;

/** Undoes the secondary compression of one kind of section, window after window. */
interface SectionDecompressor {
  /**
   * Replaces the content of {@code target} by exactly {@code size} decompressed bytes.
   *
   * @param input the compressed bytes of one section, which are used up
   * @param size at least 1
   * @throws MalformedDeltaException if the compressed bytes are damaged, too few or too many
   * @throws IOException if the delta's stream fails
   */
  void decompress(SectionInput input, GrowingBuffer target, int size) throws IOException;

  /**
   * Takes note of a section that stands in the delta as it is.
   *
   * @param section its bytes
   */
  void pass(GrowingBuffer section);

  /**
   * Tells whether the sections of a window may be left unread without harm to later windows.
   *
   * @param anyCompressed whether one of them is compressed
   */
  boolean canSkip(boolean anyCompressed);
}
