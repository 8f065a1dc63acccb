package io.deltaglider.adapter.s3;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How to reach S3. What is absent is looked up as the AWS tools do: in {@code AWS_*} variables, in
 * the files under {@code ~/.aws}, and, for credentials, from the machine. Proxies are taken from
 * {@code HTTP_PROXY}, {@code HTTPS_PROXY} and {@code NO_PROXY}, and from Java's system properties.
 *
 * @param endpoint another server than AWS's
 * @param region without one anywhere, {@code us-east-1}
 * @param profile a profile of the files under {@code ~/.aws}
 * @param credentials used instead of looking any up
 * @param pathStyle whether buckets are named in the path and not in the host; always so where only
 *     the environment names another server
 * @param checksums whether requests and answers carry the SDK's checksums also where S3 does not
 *     require them; some stores refuse them
 * @param chunkedEncoding whether bodies over plain HTTP are signed in chunks; some stores cannot
 *     read that, and bodies are then read twice, once for their hash
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for the next bytes of an answer
 * @param maxConnections how many connections there are at most; each open reader holds one
 * @param options how the client is used
 */
public record S3StorageConfig(
    Optional<URI> endpoint,
    Optional<String> region,
    Optional<String> profile,
    Optional<S3Credentials> credentials,
    boolean pathStyle,
    boolean checksums,
    boolean chunkedEncoding,
    Duration connectTimeout,
    Duration readTimeout,
    int maxConnections,
    S3StorageOptions options) {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
  private static final int MAX_CONNECTIONS = 64;

  /** AWS itself, with everything looked up. */
  public static final S3StorageConfig DEFAULT =
      new S3StorageConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          true,
          CONNECT_TIMEOUT,
          READ_TIMEOUT,
          MAX_CONNECTIONS,
          S3StorageOptions.DEFAULT);

  /** Checks the bounds. */
  public S3StorageConfig {
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(options, "options");
    if (endpoint.filter(uri -> uri.getHost() == null || uri.getUserInfo() != null).isPresent()) {
      throw new IllegalArgumentException("an endpoint needs a host and no user: " + endpoint);
    }
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      throw new IllegalArgumentException("connect timeout " + connectTimeout + " is not positive");
    }
    if (readTimeout.isNegative() || readTimeout.isZero()) {
      throw new IllegalArgumentException("read timeout " + readTimeout + " is not positive");
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException("max connections " + maxConnections + " is below 1");
    }
  }

  /** Returns a copy for another server, with buckets named in the path. */
  public S3StorageConfig withEndpoint(URI uri) {
    return new S3StorageConfig(
        Optional.of(uri),
        region,
        profile,
        credentials,
        true,
        checksums,
        chunkedEncoding,
        connectTimeout,
        readTimeout,
        maxConnections,
        options);
  }

  /** Returns a copy with a region. */
  public S3StorageConfig withRegion(String name) {
    return new S3StorageConfig(
        endpoint,
        Optional.of(name),
        profile,
        credentials,
        pathStyle,
        checksums,
        chunkedEncoding,
        connectTimeout,
        readTimeout,
        maxConnections,
        options);
  }

  /** Returns a copy with a profile. */
  public S3StorageConfig withProfile(String name) {
    return new S3StorageConfig(
        endpoint,
        region,
        Optional.of(name),
        credentials,
        pathStyle,
        checksums,
        chunkedEncoding,
        connectTimeout,
        readTimeout,
        maxConnections,
        options);
  }

  /** Returns a copy with credentials. */
  public S3StorageConfig withCredentials(S3Credentials keys) {
    return new S3StorageConfig(
        endpoint,
        region,
        profile,
        Optional.of(keys),
        pathStyle,
        checksums,
        chunkedEncoding,
        connectTimeout,
        readTimeout,
        maxConnections,
        options);
  }

  /** Returns a copy that names buckets in the path, or in the host. */
  public S3StorageConfig withPathStyle(boolean inPath) {
    return new S3StorageConfig(
        endpoint,
        region,
        profile,
        credentials,
        inPath,
        checksums,
        chunkedEncoding,
        connectTimeout,
        readTimeout,
        maxConnections,
        options);
  }

  /** Returns a copy that signs bodies over plain HTTP in chunks, or not. */
  public S3StorageConfig withChunkedEncoding(boolean chunked) {
    return new S3StorageConfig(
        endpoint,
        region,
        profile,
        credentials,
        pathStyle,
        checksums,
        chunked,
        connectTimeout,
        readTimeout,
        maxConnections,
        options);
  }

  /** Returns a copy with other timeouts. */
  public S3StorageConfig withTimeouts(Duration connect, Duration read) {
    return new S3StorageConfig(
        endpoint,
        region,
        profile,
        credentials,
        pathStyle,
        checksums,
        chunkedEncoding,
        connect,
        read,
        maxConnections,
        options);
  }

  /** Returns a copy that uses the client in another way. */
  public S3StorageConfig withOptions(S3StorageOptions other) {
    return new S3StorageConfig(
        endpoint,
        region,
        profile,
        credentials,
        pathStyle,
        checksums,
        chunkedEncoding,
        connectTimeout,
        readTimeout,
        maxConnections,
        other);
  }
}
