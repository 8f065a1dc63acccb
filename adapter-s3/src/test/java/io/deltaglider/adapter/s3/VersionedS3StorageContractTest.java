package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.s3.S3TestServer;
import org.junit.jupiter.api.Tag;

/** Buckets that keep versions, and objects that are uploaded and copied in parts. */
@Tag("nightly")
final class VersionedS3StorageContractTest extends S3ContractFixture {
  @Override
  protected StoragePort openEmptyStorage() {
    S3TestServer server = TestServers.empty();
    server.resetWithVersions();
    S3StorageOptions options =
        S3StorageOptions.DEFAULT
            .withParts(60_000, S3StorageOptions.MIN_PART_SIZE)
            .withCopyThreshold(60_000);
    return TestServers.storage(options);
  }
}
