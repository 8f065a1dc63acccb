package io.deltaglider.core.vcdiff;

/**
 * A canonical Huffman code: codes ascend with their length and, within one length, with the symbol.
 * Some codes may be unassigned. Immutable.
 */
final class PrefixCode {
  private static final int MAX_LENGTH = 20;

  /** How many codes have each length. */
  private final int[] counts = new int[MAX_LENGTH + 1];

  /** The symbols that have a code, in the order of their codes. */
  private final int[] symbols;

  /**
   * @param lengths each symbol's code length, at most {@link #MAX_LENGTH}; 0 for none
   * @param from where in {@code lengths} symbol 0 is
   * @param size how many symbols there are
   * @param bits where errors point to
   * @throws MalformedDeltaException if there are more codes than fit
   */
  PrefixCode(byte[] lengths, int from, int size, BitReader bits) {
    for (int i = from; i < from + size; i++) {
      counts[lengths[i]]++;
    }
    counts[0] = 0;
    int[] next = new int[MAX_LENGTH + 1];
    int free = 1;
    int total = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      next[length] = total;
      total += counts[length];
      free = 2 * free - counts[length];
      if (free < 0) {
        throw bits.malformed("a Huffman table with more codes than fit");
      }
    }
    symbols = new int[total];
    for (int symbol = 0; symbol < size; symbol++) {
      int length = lengths[from + symbol];
      if (length != 0) {
        symbols[next[length]++] = symbol;
      }
    }
  }

  /**
   * Reads one symbol.
   *
   * @throws MalformedDeltaException if the bits are no code or end
   */
  int decode(BitReader bits) {
    // The distance of the code read so far from the first one of its length.
    int code = 0;
    int index = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      code = (code << 1) | bits.readBit();
      int count = counts[length];
      if (code < count) {
        return symbols[index + code];
      }
      code -= count;
      index += count;
    }
    throw bits.malformed("bits that are no Huffman code");
  }
}
