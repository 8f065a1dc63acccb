package io.deltaglider.benchmark.corpus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A page of a table's file: a header, slots that say where each row is, free space, and the rows
 * from the end backward.
 *
 * @param lsn the position in the log of the last change of this page
 * @param rows in the order of their slots
 */
record DatabasePage(long lsn, List<byte[]> rows) {
  /** Bytes of a page. */
  static final int SIZE = 8192;

  private static final int CHECKSUM_OFFSET = Long.BYTES + Integer.BYTES;
  private static final int HEADER_SIZE = CHECKSUM_OFFSET + 2 * Integer.BYTES;
  private static final int SLOT_SIZE = 2 * Short.BYTES;

  DatabasePage {
    rows = List.copyOf(rows);
  }

  /** Says whether these rows and one more fit into the first {@code limit} bytes of a page. */
  static boolean fits(List<byte[]> rows, byte[] more, int limit) {
    int used = HEADER_SIZE + SLOT_SIZE + more.length;
    for (byte[] row : rows) {
      used += SLOT_SIZE + row.length;
    }
    return used <= limit;
  }

  /** Returns a page filled up to {@code limit} bytes. */
  static DatabasePage filled(long lsn, DatabaseRows source, int limit) {
    List<byte[]> rows = new ArrayList<>();
    for (byte[] row = source.next(); fits(rows, row, limit); row = source.next()) {
      rows.add(row);
    }
    return new DatabasePage(lsn, rows);
  }

  /** Returns the bytes of this page where it is the one of this number in its file. */
  byte[] bytes(int number) {
    ByteBuffer page = ByteBuffer.allocate(SIZE);
    page.putLong(lsn).putInt(number).putInt(0);
    int end = SIZE;
    int slot = HEADER_SIZE;
    for (byte[] row : rows) {
      end -= row.length;
      page.putShort(slot, (short) end).putShort(slot + Short.BYTES, (short) row.length);
      page.put(end, row);
      slot += SLOT_SIZE;
    }
    page.putShort((short) slot).putShort((short) end);
    CRC32C checksum = new CRC32C();
    checksum.update(page.array());
    page.putInt(CHECKSUM_OFFSET, (int) checksum.getValue());
    return page.array();
  }
}
