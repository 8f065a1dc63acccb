package io.deltaglider.wiring;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * What an open S3 store offers beside the glider.
 *
 * @param client the client that the store is reached with; the session's, unless the caller gave it
 * @param viewWith returns a glider on the same store that sends these headers with every request;
 *     the same one for the same headers, as long as not too many others are asked for
 * @param flush flushes those gliders; the session does when it is closed
 */
public record S3Access(
    S3Client client, Function<StoreHeaders, DeltaGlider> viewWith, Runnable flush) {
  private static final String PROBE_BUCKET = "probe";

  /** Checks that nothing is null. */
  public S3Access {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(viewWith, "viewWith");
    Objects.requireNonNull(flush, "flush");
  }

  /** Returns what signs URLs as the client signs its requests. The caller closes it. */
  public S3Presigner presigner() {
    S3ServiceClientConfiguration configuration = client.serviceClientConfiguration();
    S3Presigner.Builder builder =
        S3Presigner.builder()
            .region(configuration.region())
            .credentialsProvider(configuration.credentialsProvider())
            .serviceConfiguration(
                S3Configuration.builder().pathStyleAccessEnabled(isPathStyle()).build());
    configuration.endpointOverride().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** The client's own addresses tell: its configuration cannot be asked. */
  private boolean isPathStyle() {
    String host =
        client.utilities().getUrl(url -> url.bucket(PROBE_BUCKET).key(PROBE_BUCKET)).getHost();
    return !host.startsWith(PROBE_BUCKET + ".");
  }

  /** Returns the signed URL of a stored body, good for so long. */
  URI sign(ObjectAddress stored, Duration duration) {
    try (S3Presigner presigner = presigner()) {
      GetObjectRequest request =
          GetObjectRequest.builder().bucket(stored.bucket()).key(stored.key()).build();
      return URI.create(
          presigner
              .presignGetObject(get -> get.getObjectRequest(request).signatureDuration(duration))
              .url()
              .toString());
    } catch (SdkClientException e) {
      throw new StorageException(Kind.ACCESS_DENIED, "sign " + stored + ": " + e.getMessage(), e);
    }
  }
}
