package io.deltaglider.adapter.memory;

import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;

final class MemoryStorageContractTest extends StoragePortContract {
  @Override
  protected StoragePort openEmptyStorage() {
    return new MemoryStorage(Clock.systemUTC());
  }

  @Override
  protected int raceRounds() {
    return 1000;
  }
}
