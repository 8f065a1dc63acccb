package io.deltaglider.benchmark.corpus;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A table's file, and the same later: of a hundred pages three have changed, added and deleted
 * rows, ten more another LSN and checksum, two have changed places, and one is new at the end.
 */
record DatabasePages(int pages, String source, String target) implements Corpus {
  private static final long SEED = 5;
  private static final int CHANGED_PER_CENT = 3;
  private static final int STAMPED_PER_CENT = 10;
  private static final int SWAPS_PER_CENT = 1;
  private static final int NEW_PER_CENT = 1;
  private static final int MAX_CHANGES = 6;
  private static final long FIRST_LSN = 0x16_b374_d848L;
  private static final int MAX_LSN_STEP = 4096;

  @Override
  public void make(Path directory) throws IOException {
    new Maker(new Random(SEED)).make(directory, this);
  }

  private static final class Maker {
    private final Random random;
    private final DatabaseRows rows;
    private final List<DatabasePage> table = new ArrayList<>();
    private long lsn = FIRST_LSN;

    Maker(Random random) {
      this.random = random;
      this.rows = new DatabaseRows(random);
    }

    void make(Path directory, DatabasePages corpus) throws IOException {
      append(corpus.pages());
      write(directory.resolve(corpus.source()));
      table.replaceAll(this::later);
      for (int swap = 0; swap < corpus.pages() * SWAPS_PER_CENT / 100; swap++) {
        Collections.swap(table, random.nextInt(table.size()), random.nextInt(table.size()));
      }
      append(corpus.pages() * NEW_PER_CENT / 100);
      write(directory.resolve(corpus.target()));
    }

    private void append(int count) {
      for (int page = 0; page < count; page++) {
        int limit = DatabasePage.SIZE * (75 + random.nextInt(26)) / 100;
        table.add(DatabasePage.filled(nextLsn(), rows, limit));
      }
    }

    private DatabasePage later(DatabasePage page) {
      int roll = random.nextInt(100);
      if (roll < CHANGED_PER_CENT) {
        return new DatabasePage(nextLsn(), changed(page.rows()));
      }
      if (roll < CHANGED_PER_CENT + STAMPED_PER_CENT) {
        return new DatabasePage(nextLsn(), page.rows());
      }
      return page;
    }

    private List<byte[]> changed(List<byte[]> before) {
      List<byte[]> after = new ArrayList<>(before);
      for (int changes = 1 + random.nextInt(MAX_CHANGES); changes > 0; changes--) {
        int index = random.nextInt(after.size());
        byte[] row = after.remove(index); // one change in five is no more than this
        int roll = random.nextInt(5);
        if (roll > 0) {
          byte[] updated = rows.updated(row);
          after.add(index, DatabasePage.fits(after, updated, DatabasePage.SIZE) ? updated : row);
        }
        byte[] added = rows.next();
        if (roll == 1 && DatabasePage.fits(after, added, DatabasePage.SIZE)) {
          after.add(added);
        }
      }
      return after;
    }

    private long nextLsn() {
      lsn += 8L * (1 + random.nextInt(MAX_LSN_STEP / 8));
      return lsn;
    }

    private void write(Path file) throws IOException {
      try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
        for (int number = 0; number < table.size(); number++) {
          output.write(table.get(number).bytes(number));
        }
      }
    }
  }
}
