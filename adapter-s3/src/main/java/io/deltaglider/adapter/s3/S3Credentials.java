package io.deltaglider.adapter.s3;

import java.util.Objects;
import java.util.Optional;

/**
 * Keys that are given to the adapter instead of being looked up as the AWS tools do.
 *
 * @param accessKey the access key's id
 * @param secretKey the secret that belongs to it
 * @param sessionToken present for temporary credentials
 */
public record S3Credentials(String accessKey, String secretKey, Optional<String> sessionToken) {
  /** Checks that nothing is null. */
  public S3Credentials {
    Objects.requireNonNull(accessKey, "accessKey");
    Objects.requireNonNull(secretKey, "secretKey");
    Objects.requireNonNull(sessionToken, "sessionToken");
  }

  /** Returns long-term credentials. */
  public static S3Credentials of(String accessKey, String secretKey) {
    return new S3Credentials(accessKey, secretKey, Optional.empty());
  }

  /** Returns a text without any of the secrets. */
  @Override
  public String toString() {
    return "S3Credentials[hidden]";
  }
}
