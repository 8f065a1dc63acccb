package io.deltaglider.core.vcdiff;

import java.io.IOException;

/**
 * DJW sections: static Huffman codes with up to eight tables, of which every sector of the section
 * picks one, after D. J. Wheeler's scheme that bzip2 uses too. docs/VCDIFF.md describes the bits.
 */
final class DjwDecompressor implements SectionDecompressor {
  private static final int SYMBOLS = 256;

  private static final int GROUP_BITS = 3;
  private static final int SECTOR_SIZE_BITS = 5;
  private static final int SECTOR_SIZE_UNIT = 5;

  private static final int EXTRA_COUNT_BITS = 4;
  private static final int BASIC_COUNT = 7;
  private static final int LENGTH_CODES = 22;
  private static final int LENGTH_CODE_BITS = 4;
  private static final int SELECTOR_CODE_BITS = 3;

  /** The last of the two symbols that stand for repetitions. */
  private static final int RUN_1 = 1;

  /** The order in which code lengths start before they are moved to the front. */
  private static final byte[] LENGTHS = {
    0, 4, 5, 6, 7, 8, 9, 10, 3, 11, 2, 12, 13, 1, 14, 15, 16, 17, 18, 19, 20,
  };

  @Override
  public void decompress(SectionInput input, GrowingBuffer target, int size) throws IOException {
    BitReader bits = input.readBits(size);
    // Every byte takes a bit at least.
    if (size > bits.remaining()) {
      throw input.malformed("a DJW section that cannot have " + size + " bytes");
    }
    int groups = bits.readBits(GROUP_BITS) + 1;
    int sectorSize = size;
    if (groups > 1) {
      sectorSize = (bits.readBits(SECTOR_SIZE_BITS) + 1) * SECTOR_SIZE_UNIT;
    }
    PrefixCode[] codes = readCodes(bits, groups);
    byte[] selectors = new byte[(size - 1) / sectorSize + 1];
    if (groups > 1) {
      readSelectors(bits, groups, selectors);
    }
    target.allocate(size);
    byte[] bytes = target.bytes();
    for (int sector = 0, i = 0; sector < selectors.length; sector++) {
      PrefixCode code = codes[selectors[sector]];
      int end = Math.min(size - i, sectorSize) + i;
      while (i < end) {
        bytes[i++] = (byte) code.decode(bits);
      }
    }
    bits.checkUsedUp();
  }

  private static PrefixCode[] readCodes(BitReader bits, int groups) {
    byte[] codeLengths = new byte[LENGTH_CODES];
    int count = BASIC_COUNT + bits.readBits(EXTRA_COUNT_BITS);
    for (int i = 0; i < count; i++) {
      codeLengths[i] = (byte) bits.readBits(LENGTH_CODE_BITS);
    }
    PrefixCode lengthCode = new PrefixCode(codeLengths, 0, LENGTH_CODES, bits);
    byte[] lengths = new byte[groups * SYMBOLS];
    readMovedToFront(bits, lengthCode, LENGTHS.clone(), lengths, SYMBOLS);
    PrefixCode[] codes = new PrefixCode[groups];
    for (int group = 0; group < groups; group++) {
      codes[group] = new PrefixCode(lengths, group * SYMBOLS, SYMBOLS, bits);
    }
    return codes;
  }

  private static void readSelectors(BitReader bits, int groups, byte[] selectors) {
    byte[] codeLengths = new byte[groups + 1];
    for (int i = 0; i <= groups; i++) {
      codeLengths[i] = (byte) bits.readBits(SELECTOR_CODE_BITS);
    }
    PrefixCode selectorCode = new PrefixCode(codeLengths, 0, groups + 1, bits);
    byte[] order = new byte[groups];
    for (int group = 0; group < groups; group++) {
      order[group] = (byte) group;
    }
    readMovedToFront(bits, selectorCode, order, selectors, selectors.length);
  }

  /**
   * Reads values as places in a list whose last used element moves to the front; repetitions of the
   * front are coded in binary with the digits 1 and 2.
   *
   * @param order the list, which changes
   * @param values takes the values and is filled
   * @param period a value is 0 and not coded at all if the one this far before it is 0
   */
  private static void readMovedToFront(
      BitReader bits, PrefixCode code, byte[] order, byte[] values, int period) {
    int repetitions = 0;
    int digit = 0;
    for (int i = 0; i < values.length; i++) {
      if (i >= period && values[i - period] == 0) {
        continue;
      }
      int place = 0;
      // A run symbol is a digit of how often the front repeats, any other a place.
      while (repetitions == 0 && place == 0) {
        int symbol = code.decode(bits);
        if (symbol <= RUN_1) {
          repetitions = (symbol + 1) << digit++;
        } else {
          place = symbol - RUN_1;
          digit = 0;
        }
      }
      if (repetitions > 0) {
        repetitions--;
      } else {
        moveToFront(order, place);
      }
      values[i] = order[0];
    }
    if (repetitions != 0) {
      throw bits.malformed("a Huffman table with too many values");
    }
  }

  private static void moveToFront(byte[] order, int place) {
    byte value = order[place];
    System.arraycopy(order, 0, order, 1, place);
    order[0] = value;
  }

  @Override
  public void pass(GrowingBuffer section) {
    // Every section brings its own tables.
  }

  @Override
  public boolean canSkip(boolean anyCompressed) {
    return true;
  }
}
