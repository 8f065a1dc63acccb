package io.deltaglider.sdk.s3;

import java.util.zip.Checksum;

/**
 * CRC-64/NVME, which S3 calls CRC64NVME: polynomial {@code 0xad93d23594c93659} with input and
 * output reflected, all bits set before and flipped after. Not thread-safe.
 */
final class Crc64Nvme implements Checksum {
  private static final long REFLECTED_POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

  /** The first table is the byte-wise one, table n advances by n more zero bytes. */
  private static final long[][] TABLES = tables();

  private long register = -1;

  private static long[][] tables() {
    long[][] tables = new long[Long.BYTES][256];
    for (int value = 0; value < 256; value++) {
      long remainder = value;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        remainder = (remainder >>> 1) ^ ((remainder & 1) * REFLECTED_POLYNOMIAL);
      }
      tables[0][value] = remainder;
    }
    for (int table = 1; table < Long.BYTES; table++) {
      for (int value = 0; value < 256; value++) {
        long before = tables[table - 1][value];
        tables[table][value] = (before >>> 8) ^ tables[0][(int) before & 0xff];
      }
    }
    return tables;
  }

  @Override
  public void update(int value) {
    register = (register >>> 8) ^ TABLES[0][(int) (register ^ value) & 0xff];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long crc = register;
    int position = offset;
    int end = offset + length;
    for (; position <= end - Long.BYTES; position += Long.BYTES) {
      for (int i = 0; i < Long.BYTES; i++) {
        crc ^= (bytes[position + i] & 0xffL) << (Byte.SIZE * i);
      }
      long next = 0;
      for (int i = 0; i < Long.BYTES; i++) {
        next ^= TABLES[Long.BYTES - 1 - i][(int) (crc >>> (Byte.SIZE * i)) & 0xff];
      }
      crc = next;
    }
    register = crc;
    for (; position < end; position++) {
      update(bytes[position]);
    }
  }

  @Override
  public long getValue() {
    return ~register;
  }

  @Override
  public void reset() {
    register = -1;
  }
}
