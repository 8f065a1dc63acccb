package io.deltaglider.adapter.s3;

import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.s3.S3TestServer;

final class VersionedS3StorageContractTest extends StoragePortContract {
  @Override
  protected StoragePort openEmptyStorage() {
    S3TestServer server = TestServers.empty();
    server.resetWithVersions();
    return TestServers.storage(server, S3StorageOptions.DEFAULT);
  }

  @Override
  protected boolean takesUnderscoresInBucketNames() {
    return false; // the SDK refuses them
  }
}
