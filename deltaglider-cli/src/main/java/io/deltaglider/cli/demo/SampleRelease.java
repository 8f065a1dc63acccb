package io.deltaglider.cli.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Some versions of a made-up product: zip archives of many files, of which a patch changes one in a
 * hundred and a minor version one in twenty. The same bytes every time.
 */
final class SampleRelease {
  private static final String[] LABELS = {"v1.0.0", "v1.0.1", "v1.0.2", "v1.1.0"};

  /** One file in so many is changed by the version of the same place in {@link #LABELS}. */
  private static final int[] CHANGED_ONE_IN = {1, 100, 100, 20};

  private static final int FILES = 400;
  private static final int FILE_BYTES = 64 * 1024;
  private static final int SYMBOL_BITS = 6;
  private static final String SYMBOLS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 \n";
  private static final long SEED = 20_260_101;
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 12, 0);

  private SampleRelease() {}

  /** Writes all versions below a directory, in their order. */
  static List<DemoVersion> write(Path directory) throws IOException {
    byte[] symbols = SYMBOLS.getBytes(StandardCharsets.US_ASCII);
    int[] changedIn = new int[FILES];
    SplittableRandom random = new SplittableRandom(SEED);
    List<DemoVersion> versions = new ArrayList<>();
    for (int version = 0; version < LABELS.length; version++) {
      if (version > 0) {
        for (int i = 0; i < FILES / CHANGED_ONE_IN[version]; i++) {
          changedIn[random.nextInt(FILES)] = version;
        }
      }
      Path file = directory.resolve("my-app-" + version + ".zip");
      writeArchive(file, changedIn, symbols);
      String label = LABELS[version];
      versions.add(new DemoVersion(label, "releases/" + label + "/my-app.zip", file));
    }
    return versions;
  }

  private static void writeArchive(Path file, int[] changedIn, byte[] symbols) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setLevel(Deflater.BEST_SPEED);
      for (int i = 0; i < FILES; i++) {
        ZipEntry entry = new ZipEntry("my-app/lib/module-" + i + ".txt");
        entry.setTimeLocal(TIME.plusDays(changedIn[i]));
        zip.putNextEntry(entry);
        zip.write(content((long) changedIn[i] * FILES + i, symbols));
        zip.closeEntry();
      }
    }
  }

  private static byte[] content(long seed, byte[] symbols) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] content = new byte[FILE_BYTES];
    long bits = 0;
    int left = 0;
    for (int i = 0; i < content.length; i++) {
      if (left < SYMBOL_BITS) {
        bits = random.nextLong();
        left = Long.SIZE;
      }
      content[i] = symbols[(int) (bits & (symbols.length - 1))];
      bits >>>= SYMBOL_BITS;
      left -= SYMBOL_BITS;
    }
    return content;
  }
}
