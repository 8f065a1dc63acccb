package io.deltaglider.sdk;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.stage.StagedContent;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.wiring.S3Access;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.GetObjectPresignRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedGetObjectRequest;

/**
 * Signs URLs of contents. S3 itself cannot restore a delta: its content is put into the reserved
 * prefix, until the URL expires, and that is what is signed. A passthrough object is signed as it
 * is. {@link DeltaGliderClient#purge} removes what has expired.
 *
 * <p>There is no signed PUT: what is put past DeltaGlider is stored as it comes.
 *
 * <p>Thread-safe.
 */
public final class DeltaGliderPresigner implements AutoCloseable {
  private final OpenStore store;
  private final DeltaGlider glider;
  private final S3Presigner presigner;
  private final Clock clock;

  DeltaGliderPresigner(OpenStore store) {
    this.store = store;
    S3Access s3 = store.requireS3("presign");
    glider = store.session().deltaGlider();
    presigner = s3.presigner();
    clock = store.clock();
  }

  /**
   * Signs a GET of an object's content.
   *
   * @param uri {@code s3://bucket/key}
   * @param duration for how long the URL is good; S3 allows a week
   * @throws io.deltaglider.port.storage.StorageException with {@code NO_SUCH_KEY} or {@code
   *     NO_SUCH_BUCKET}, or if the store fails; {@code NOT_SUPPORTED} if it is not S3
   * @throws software.amazon.awssdk.core.exception.SdkException if it cannot be signed
   * @throws IOException if scratch fails
   */
  public URI presignGetObject(String uri, Duration duration) throws IOException {
    ObjectAddress address = ObjectUri.parse(uri).address();
    GetObjectRequest request =
        GetObjectRequest.builder().bucket(address.bucket()).key(address.key()).build();
    PresignedGetObjectRequest signed =
        presignGetObject(
            GetObjectPresignRequest.builder()
                .getObjectRequest(request)
                .signatureDuration(duration)
                .build());
    return URI.create(signed.url().toString());
  }

  /**
   * Signs a GET of an object's content; see {@link #presignGetObject(String, Duration)}. All fields
   * of the request are honoured but {@code partNumber}: a delta has no parts.
   *
   * @throws IllegalArgumentException for a part of a delta
   */
  public PresignedGetObjectRequest presignGetObject(GetObjectPresignRequest request)
      throws IOException {
    GetObjectRequest get = request.getObjectRequest();
    GetRequest staging = GetRequest.of(new ObjectAddress(get.bucket(), get.key()));
    if (get.versionId() != null) {
      staging = staging.withVersionId(get.versionId());
    }
    Instant neededUntil = clock.instant().plus(request.signatureDuration());
    StagedContent staged = glider.stage(staging, neededUntil);
    if (staged.expiry().isEmpty()) {
      return presigner.presignGetObject(request);
    }
    if (get.partNumber() != null) {
      throw new IllegalArgumentException(staging.address() + " is a delta and has no parts");
    }
    GetObjectRequest copy = get.toBuilder().key(staged.address().key()).versionId(null).build();
    return presigner.presignGetObject(request.toBuilder().getObjectRequest(copy).build());
  }

  /** Closes the presigner and its store. */
  @Override
  public void close() {
    closePresigner();
    store.close();
  }

  /** Closes what this presigner has of its own. */
  void closePresigner() {
    presigner.close();
  }
}
