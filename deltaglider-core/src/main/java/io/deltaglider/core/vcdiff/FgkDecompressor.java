package io.deltaglider.core.vcdiff;

import java.io.IOException;

/**
 * FGK sections: adaptive Huffman codes whose tree lives on from one section of a kind to the next.
 * docs/VCDIFF.md describes the bits. Not thread-safe.
 */
final class FgkDecompressor implements SectionDecompressor {
  /** Below this size xdelta3 does not try to compress a section. */
  private static final int MIN_COMPRESSED_SIZE = 10;

  private final FgkTree tree = new FgkTree();

  @Override
  public void decompress(SectionInput input, GrowingBuffer target, int size) throws IOException {
    BitReader bits = input.readBits(size);
    // Every byte takes a bit at least.
    if (size > bits.remaining()) {
      throw input.malformed("an FGK section that cannot have " + size + " bytes");
    }
    target.allocate(size);
    byte[] bytes = target.bytes();
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) tree.decode(bits);
    }
    bits.checkUsedUp();
  }

  /**
   * Learns from a raw section as xdelta3's encoder does, which compresses before it finds out that
   * the section is better left alone, and keeps the tree. xdelta3's decoder forgets this and fails
   * at the next compressed section, so there is no delta that it reads and this does not.
   */
  @Override
  public void pass(GrowingBuffer section) {
    int size = section.size();
    if (size >= MIN_COMPRESSED_SIZE) {
      byte[] bytes = section.bytes();
      for (int i = 0; i < size; i++) {
        tree.update(bytes[i] & 0xff);
      }
    }
  }

  @Override
  public boolean canSkip(boolean anyCompressed) {
    return false;
  }
}
