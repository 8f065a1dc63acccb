package io.deltaglider.adapter.gcs;

import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.gcs.GcsTestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class GcsStorageContractTest extends StoragePortContract {
  private static GcsTestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = GcsTestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  protected StoragePort openEmptyStorage() {
    server.reset();
    // A threshold below the large objects of the contract, so that both ways are gone.
    return new GcsStorage(
        GcsServerFixture.client(server.uri()), new GcsUploadOptions(1 << 20, 1 << 20));
  }
}
