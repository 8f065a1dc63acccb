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
 * Each version changes the time of every entry. Patch versions edit the text of one entry in a
 * hundred, each time the same line of the same entries; a minor version edits one in twenty.
 */
final class Releases {
  static final List<String> LABELS = List.of("v1.0.0", "v1.0.1", "v1.0.2", "v1.1.0");

  private static final int PATCHED_ONE_IN = 100;
  private static final int MINOR_ONE_IN = 20;
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
    List<Path> files = new ArrayList<>();
    for (int version = 0; version < LABELS.size(); version++) {
      Path file = directory.resolve("my-app-" + version + ".zip");
      write(file, entryBytes, version);
      files.add(file);
    }
    return files;
  }

  private static boolean isEdited(int entry, int version) {
    boolean minor = version == LABELS.size() - 1;
    return version > 0 && entry % (minor ? MINOR_ONE_IN : PATCHED_ONE_IN) == 0;
  }

  private static void write(Path file, int entryBytes, int version) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int entry = 0; entry < ENTRIES; entry++) {
        ZipEntry header = new ZipEntry("my-app/module-" + entry + ".txt");
        header.setTimeLocal(TIME.plusDays(version));
        zip.putNextEntry(header);
        byte[] text = text(entry, entryBytes);
        if (isEdited(entry, version)) {
          byte[] edit = ("edited by " + LABELS.get(version)).getBytes(StandardCharsets.US_ASCII);
          int at = new Random(entry).nextInt(entryBytes - edit.length);
          System.arraycopy(edit, 0, text, at, edit.length);
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
