package io.deltaglider.adapter.memory;

import io.deltaglider.port.contract.FaultyStorage;
import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;

/** Without faults a faulty store is a store like any other. */
final class FaultyStorageContractTest extends StoragePortContract {
  @Override
  protected StoragePort openEmptyStorage() {
    return new FaultyStorage(new MemoryStorage(Clock.systemUTC()));
  }
}
