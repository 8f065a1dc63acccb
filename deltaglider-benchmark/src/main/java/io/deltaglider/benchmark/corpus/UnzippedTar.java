package io.deltaglider.benchmark.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.GZIPInputStream;

/** The tar in a {@code tar.gz}. */
record UnzippedTar(String gzip, String tar) implements Corpus {
  private static final int BUFFER_SIZE = 1 << 16;

  @Override
  public void make(Path directory) throws IOException {
    try (InputStream content =
        new GZIPInputStream(Files.newInputStream(directory.resolve(gzip)), BUFFER_SIZE)) {
      Files.copy(content, directory.resolve(tar), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
