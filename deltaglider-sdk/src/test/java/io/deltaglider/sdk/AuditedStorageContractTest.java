package io.deltaglider.sdk;

import io.deltaglider.adapter.memory.MemoryStorage;
import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;
import java.time.Clock;

/** The contract test of docs/EMBEDDING.md. */
// doc: proof
class AuditedStorageContractTest extends StoragePortContract {
  @Override
  protected StoragePort openEmptyStorage() {
    return EmbeddingTest.audited(new MemoryStorage(Clock.systemUTC()), call -> {});
  }
}
// end
