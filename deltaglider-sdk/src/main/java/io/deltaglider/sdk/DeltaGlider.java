package io.deltaglider.sdk;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * Where programs start. A client is built once, used by any number of threads, and closed.
 *
 * <pre>{@code
 * try (S3Client s3 = DeltaGlider.s3Client().region("eu-central-1").build()) {
 *   s3.putObject(b -> b.bucket("releases").key("v1.0.1/my-app.zip"), file);
 * }
 * }</pre>
 */
public final class DeltaGlider {
  private DeltaGlider() {}

  /** Returns a builder of an {@code S3Client} for existing code of the AWS SDK. */
  public static DeltaGliderBuilder<S3Client> s3Client() {
    return new DeltaGliderBuilder<>(OpenStore::s3Client);
  }

  /** Returns a builder of a client without AWS types. */
  public static DeltaGliderBuilder<DeltaGliderClient> client() {
    return new DeltaGliderBuilder<>(DeltaGliderClient::new);
  }

  /** Returns a builder of a presigner; only for S3. */
  public static DeltaGliderBuilder<DeltaGliderPresigner> presigner() {
    return new DeltaGliderBuilder<>(DeltaGliderPresigner::new);
  }

  /** Returns an {@code S3Client} on an empty store in the heap, for unit tests. */
  public static S3Client inMemory() {
    return s3Client().store("memory:").build();
  }

  /** Returns a client without AWS types on an empty store in the heap, for unit tests. */
  public static DeltaGliderClient inMemoryClient() {
    return client().store("memory:").build();
  }
}
