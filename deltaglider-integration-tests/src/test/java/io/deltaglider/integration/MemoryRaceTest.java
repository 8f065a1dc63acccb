package io.deltaglider.integration;

import io.deltaglider.adapter.memory.MemoryStorage;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;

final class MemoryRaceTest extends StoreRaces {
  @Override
  StoragePort openEmptyStorage() {
    return new MemoryStorage(Clock.systemUTC());
  }
}
