package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class FilesystemStorageContractTest extends StoragePortContract {
  @TempDir private Path directory;

  @Override
  protected StoragePort openEmptyStorage() {
    return new FilesystemStorage(
        directory.resolve("store"), Clock.systemUTC(), ObservedOperations.unforced());
  }

  @AfterEach
  void clear() throws IOException {
    DeepTrees.clear(directory);
  }
}
