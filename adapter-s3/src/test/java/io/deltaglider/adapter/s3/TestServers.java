package io.deltaglider.adapter.s3;

import io.deltaglider.testserver.s3.S3TestServer;
import java.time.Clock;

/** One server for all tests of the process, and storage on it. */
final class TestServers {
  private static final S3TestServer SERVER = S3TestServer.start();

  private TestServers() {}

  /** Returns the server without any bucket. */
  static S3TestServer empty() {
    SERVER.reset();
    return SERVER;
  }

  static S3StorageConfig config(S3TestServer server) {
    return S3StorageConfig.DEFAULT
        .withEndpoint(server.endpoint())
        .withRegion("us-east-1")
        .withCredentials(S3Credentials.of(S3TestServer.ACCESS_KEY, S3TestServer.SECRET_KEY));
  }

  static S3Storage storage(S3TestServer server, S3StorageOptions options) {
    return S3Storage.open(config(server).withOptions(options), Clock.systemUTC());
  }
}
