package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A process that holds scratch files until it is killed. */
final class ScratchHolder {
  private ScratchHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (FilesystemScratch scratch =
            new FilesystemScratch(Path.of(arguments[0]), 2_000_000, Duration.ZERO);
        ScratchFile file = scratch.create(0)) {
      file.append(new byte[1_000_000], 0, 1_000_000);
      System.out.println("holds " + scratch.usedBytes() + " bytes");
      System.in.read();
    }
  }
}
