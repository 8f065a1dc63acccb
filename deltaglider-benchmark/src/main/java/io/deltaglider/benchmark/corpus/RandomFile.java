package io.deltaglider.benchmark.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Random bytes, which nothing compresses. */
record RandomFile(int size, String file) implements Corpus {
  private static final long SEED = 2;

  @Override
  public void make(Path directory) throws IOException {
    Files.write(directory.resolve(file), bytes(size, new Random(SEED)));
  }

  static byte[] bytes(int size, Random random) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
