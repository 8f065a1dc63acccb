package io.deltaglider.integration;

import io.deltaglider.sdk.DeltaGlider;
import io.deltaglider.sdk.DeltaGliderBuilder;
import io.deltaglider.testserver.s3.S3TestServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** Drop-in clients of the S3 server for tests. */
final class DropInClients {
  private DropInClients() {}

  static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(S3TestServer.ACCESS_KEY, S3TestServer.SECRET_KEY));
  }

  /** Begins a client that keeps cache and scratch in a directory. */
  static DeltaGliderBuilder<S3Client> of(URI endpoint, Path directory) {
    return DeltaGlider.s3Client()
        .environment(Map.of())
        .endpoint(endpoint)
        .region("us-east-1")
        .pathStyle(true)
        .credentialsProvider(credentials())
        .cacheDirectory(directory.resolve("cache"))
        .scratchDirectory(directory.resolve("scratch"));
  }
}
