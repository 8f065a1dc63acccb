package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.s3.Reaction;
import io.deltaglider.testserver.s3.S3TestServer;
import org.junit.jupiter.api.Tag;

/** A store that ignores conditions silently, and lacks what can be lacked. */
@Tag("nightly")
final class UnconditionalS3StorageContractTest extends S3ContractFixture {
  @Override
  protected StoragePort openEmptyStorage() {
    S3TestServer server = TestServers.empty();
    server.disturb(
        request ->
            request.method().equals("PUT") || request.method().equals("DELETE")
                ? Reaction.of(Reaction.Kind.IGNORE_CONDITIONS)
                : Reaction.answer());
    S3StorageOptions options =
        S3StorageOptions.DEFAULT
            .with(Capability.CONTENT_LANGUAGE, false)
            .with(Capability.LIFECYCLE_RULES, false)
            .with(Capability.STORAGE_CLASS, false)
            .with(Capability.STORE_HEADERS, false)
            .with(Capability.TAGS, false);
    return TestServers.storage(options);
  }
}
