package io.deltaglider.adapter.memory;

import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;
import java.util.Set;

/** A store that can do only what every store must. */
final class BareMemoryStorageContractTest extends StoragePortContract {
  @Override
  protected StoragePort openEmptyStorage() {
    return new MemoryStorage(Clock.systemUTC(), new MemoryStorageOptions(4000, Set.of()));
  }
}
