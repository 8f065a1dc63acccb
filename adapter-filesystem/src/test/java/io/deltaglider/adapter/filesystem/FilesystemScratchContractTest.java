package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.contract.ScratchContract;
import io.deltaglider.port.scratch.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;

class FilesystemScratchContractTest extends ScratchContract {
  @TempDir private Path directory;

  @Override
  protected Scratch openScratch(long budgetBytes, Duration waitingTime) throws IOException {
    return new FilesystemScratch(directory, budgetBytes, waitingTime);
  }
}
