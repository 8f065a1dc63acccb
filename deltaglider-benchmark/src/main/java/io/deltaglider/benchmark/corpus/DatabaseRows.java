package io.deltaglider.benchmark.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Rows of a table: an id, a time, two numbers, and a text of words from a vocabulary. */
final class DatabaseRows {
  private static final int TIME_OFFSET = Long.BYTES;
  private static final int AMOUNT_OFFSET = 2 * Long.BYTES;
  private static final int CUSTOMER_OFFSET = AMOUNT_OFFSET + Integer.BYTES;
  private static final int TEXT_OFFSET = CUSTOMER_OFFSET + Integer.BYTES;
  private static final int WORDS = 2000;
  private static final int CUSTOMERS = 50_000;
  private static final int MAX_AMOUNT = 1_000_000;
  private static final int MAX_PAUSE = 2_000_000;
  private static final long START_MICROS = 1_700_000_000_000_000L;
  private static final String CONSONANTS = "bcdfghklmnprstvw";
  private static final String VOWELS = "aeiou";

  private final Random random;
  private final List<String> vocabulary = new ArrayList<>();
  private long id;
  private long time = START_MICROS;

  DatabaseRows(Random random) {
    this.random = random;
    for (int i = 0; i < WORDS; i++) {
      vocabulary.add(word());
    }
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int syllables = 1 + random.nextInt(4); syllables > 0; syllables--) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.toString();
  }

  /** Returns a new row, a little later than the last one. */
  byte[] next() {
    id++;
    return row(id, text());
  }

  /** Returns a row again after an update: later, with another amount, at times another text. */
  byte[] updated(byte[] row) {
    if (random.nextInt(4) == 0) {
      return row(ByteBuffer.wrap(row).getLong(0), text());
    }
    byte[] updated = row.clone();
    ByteBuffer.wrap(updated)
        .putLong(TIME_OFFSET, now())
        .putInt(AMOUNT_OFFSET, random.nextInt(MAX_AMOUNT));
    return updated;
  }

  private byte[] row(long rowId, byte[] text) {
    ByteBuffer row = ByteBuffer.allocate(TEXT_OFFSET + Short.BYTES + text.length);
    row.putLong(rowId).putLong(now()).putInt(random.nextInt(MAX_AMOUNT));
    row.putInt(random.nextInt(CUSTOMERS)).putShort((short) text.length).put(text);
    return row.array();
  }

  private long now() {
    time += random.nextInt(MAX_PAUSE);
    return time;
  }

  private byte[] text() {
    StringBuilder text = new StringBuilder();
    for (int words = 3 + random.nextInt(10); words > 0; words--) {
      // The product of two favours some words, as texts do.
      text.append(vocabulary.get(random.nextInt(WORDS) * random.nextInt(WORDS) / WORDS))
          .append(' ');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
