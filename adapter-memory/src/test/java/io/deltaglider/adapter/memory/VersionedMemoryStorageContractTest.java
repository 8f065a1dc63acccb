package io.deltaglider.adapter.memory;

import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;

final class VersionedMemoryStorageContractTest extends StoragePortContract {
  @Override
  protected StoragePort openEmptyStorage() {
    return new MemoryStorage(
        Clock.systemUTC(),
        MemoryStorageOptions.DEFAULT.with(Capability.VERSIONS, Capability.STORE_HEADERS));
  }
}
