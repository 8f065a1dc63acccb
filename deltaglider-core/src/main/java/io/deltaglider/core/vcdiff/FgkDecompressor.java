package io.deltaglider.core.vcdiff;

import java.io.IOException;

/**
 * FGK sections: adaptive Huffman codes whose tree lives on from one section of a kind to the next.
 * docs/VCDIFF.md describes the bits. Not thread-safe.
 */
final class FgkDecompressor implements SectionDecompressor {
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

  @Override
  public boolean isStateless() {
    return false;
  }
}
