package io.deltaglider.adapter.gcs;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.Bucket;
import com.google.cloud.storage.Storage;
import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.gcs.GcsTestServer;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract over a socket, with the real client. With {@code -Dgcs.test.endpoint=URL} it runs
 * against another emulator, whose buckets are all deleted.
 */
class GcsStorageContractTest extends StoragePortContract {
  private static final Optional<URI> OTHER =
      Optional.ofNullable(System.getProperty("gcs.test.endpoint")).map(URI::create);

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
    Storage client = GcsServerFixture.client(OTHER.orElseGet(server::uri));
    if (OTHER.isPresent()) {
      deleteAll(client);
    }
    // A threshold below the large objects of the contract, so that both ways are gone.
    return new GcsStorage(client, new GcsUploadOptions(1 << 20, 1 << 20));
  }

  private static void deleteAll(Storage client) {
    for (Bucket bucket : client.list().iterateAll()) {
      for (Blob blob : bucket.list().iterateAll()) {
        blob.delete();
      }
      bucket.delete();
    }
  }
}
