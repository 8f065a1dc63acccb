package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract with every write forced to the medium, which takes minutes on a slow one. */
@Tag("nightly")
class ForcedFilesystemStorageContractTest extends StoragePortContract {
  @TempDir private Path directory;

  @Override
  protected StoragePort openEmptyStorage() {
    return new FilesystemStorage(directory.resolve("store"), Clock.systemUTC());
  }

  @AfterEach
  void clear() throws IOException {
    DeepTrees.clear(directory);
  }
}
