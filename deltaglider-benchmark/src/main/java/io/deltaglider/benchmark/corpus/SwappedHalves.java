package io.deltaglider.benchmark.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Random bytes, and the same with the second half first. */
record SwappedHalves(int size, String source, String target) implements Corpus {
  private static final long SEED = 3;

  @Override
  public void make(Path directory) throws IOException {
    byte[] bytes = RandomFile.bytes(size, new Random(SEED));
    Files.write(directory.resolve(source), bytes);
    int half = size / 2;
    try (OutputStream output = Files.newOutputStream(directory.resolve(target))) {
      output.write(bytes, half, size - half);
      output.write(bytes, 0, half);
    }
  }
}
