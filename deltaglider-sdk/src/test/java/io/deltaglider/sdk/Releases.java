package io.deltaglider.sdk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Deterministic releases of a made-up product: zip archives of 2,000 deflated entries in one order.
 * Each version changes the time of every entry, and the text of one entry in a hundred (or in
 * twenty, for a minor version).
 */
final class Releases {
  static final List<String> LABELS = List.of("v1.0.0", "v1.0.1", "v1.0.2", "v1.1.0");

  private static final int[] EDITED_ONE_IN = {1, 100, 100, 20};
  private static final int ENTRIES = 2_000;
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 12, 0);
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz     \n";

  private Releases() {}

  /**
   * Writes all versions below a directory.
   *
   * @param entryBytes size of an entry's text; it is deflated to about two thirds of that
   */
  static List<Path> write(Path directory, int entryBytes) throws IOException {
    List<List<Integer>> edits = new ArrayList<>();
    for (int entry = 0; entry < ENTRIES; entry++) {
      edits.add(new ArrayList<>());
    }
    Random random = new Random(33);
    List<Path> files = new ArrayList<>();
    for (int version = 0; version < LABELS.size(); version++) {
      for (int edit = 0; version > 0 && edit < ENTRIES / EDITED_ONE_IN[version]; edit++) {
        edits.get(random.nextInt(ENTRIES)).add(random.nextInt(entryBytes - 16));
      }
      Path file = directory.resolve("my-app-" + version + ".zip");
      write(file, entryBytes, edits, TIME.plusDays(version));
      files.add(file);
    }
    return files;
  }

  private static void write(
      Path file, int entryBytes, List<List<Integer>> edits, LocalDateTime time) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int entry = 0; entry < ENTRIES; entry++) {
        ZipEntry header = new ZipEntry("my-app/module-" + entry + ".txt");
        header.setTimeLocal(time);
        zip.putNextEntry(header);
        byte[] text = text(entry, entryBytes);
        for (int at : edits.get(entry)) {
          byte[] edit = ("edited at " + at).getBytes(StandardCharsets.US_ASCII);
          System.arraycopy(edit, 0, text, at, Math.min(edit.length, text.length - at));
        }
        zip.write(text);
        zip.closeEntry();
      }
    }
  }

  private static byte[] text(int entry, int size) {
    SplittableRandom random = new SplittableRandom(entry);
    byte[] text = new byte[size];
    for (int i = 0; i < size; i++) {
      text[i] = (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
    }
    return text;
  }
}
