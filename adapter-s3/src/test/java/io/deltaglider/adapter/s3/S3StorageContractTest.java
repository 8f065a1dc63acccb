package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.StoragePort;

final class S3StorageContractTest extends S3ContractFixture {
  @Override
  protected StoragePort openEmptyStorage() {
    TestServers.empty();
    return TestServers.storage(S3StorageOptions.DEFAULT);
  }
}
