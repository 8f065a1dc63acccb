package io.deltaglider.sdk;

import io.deltaglider.testserver.gcs.GcsTestServer;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The four kinds of stores, the clouds' as servers in this process. */
final class Stores implements AutoCloseable {
  static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(S3TestServer.ACCESS_KEY, S3TestServer.SECRET_KEY));

  final S3TestServer s3;
  final GcsTestServer gcs;

  Stores() throws IOException {
    s3 = S3TestServer.start();
    gcs = GcsTestServer.start();
  }

  /** Prepares a builder for an empty store whose cache and scratch are below a directory. */
  <T> DeltaGliderBuilder<T> prepare(DeltaGliderBuilder<T> builder, String scheme, Path directory) {
    builder
        .environment(Map.of())
        .cacheDirectory(directory.resolve("cache"))
        .scratchDirectory(directory.resolve("scratch"));
    return switch (scheme) {
      case "s3:" -> {
        s3.reset();
        yield s3(builder);
      }
      case "gcs:" -> {
        gcs.reset();
        yield builder.store(scheme).endpoint(gcs.uri()).project("test");
      }
      case "file:" -> builder.store("file:" + directory.resolve("store"));
      case "memory:" -> builder.store(scheme);
      default -> throw new IllegalArgumentException(scheme);
    };
  }

  <T> DeltaGliderBuilder<T> s3(DeltaGliderBuilder<T> builder) {
    return builder
        .store("s3:")
        .endpoint(s3.endpoint())
        .region("eu-central-1")
        .credentialsProvider(CREDENTIALS);
  }

  @Override
  public void close() {
    s3.close();
    gcs.close();
  }
}
