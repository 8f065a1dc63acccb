package io.deltaglider.adapter.s3;

import io.deltaglider.testserver.s3.S3TestServer;
import java.time.Clock;
import software.amazon.awssdk.services.s3.S3Client;

/** One server for all tests of the process, one client, and storage on them. */
final class TestServers {
  private static final S3TestServer SERVER = S3TestServer.start();
  private static final S3Client CLIENT = S3Clients.create(config(SERVER));

  private TestServers() {}

  /** Returns the server without any bucket, and without disturbances. */
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

  /** Returns the client of {@link #storage}. */
  static S3Client client() {
    return CLIENT;
  }

  /** Returns storage on the server. */
  static S3Storage storage(S3StorageOptions options) {
    return new S3Storage(CLIENT, options, Clock.systemUTC());
  }
}
