package io.deltaglider.adapter.s3;

import io.deltaglider.port.contract.StoragePortContract;
import io.deltaglider.port.storage.StoragePort;

final class S3StorageContractTest extends StoragePortContract {
  @Override
  protected StoragePort openEmptyStorage() {
    return TestServers.storage(TestServers.empty(), S3StorageOptions.DEFAULT);
  }

  @Override
  protected boolean takesUnderscoresInBucketNames() {
    return false; // the SDK refuses them
  }
}
