package io.deltaglider.core.multipart;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.storage.ObjectAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which part of which upload to store, beside its bytes.
 *
 * @param address the object that is uploaded
 * @param uploadId names the upload
 * @param number which part, from 1 to {@value #MAX_NUMBER}
 * @param declaredSize how many bytes there must be, if the caller knows
 * @param md5 their MD5 in lower-case hex, if the caller knows
 * @param sha256 their SHA-256, if the caller knows
 */
public record PartRequest(
    ObjectAddress address,
    String uploadId,
    int number,
    OptionalLong declaredSize,
    Optional<String> md5,
    Optional<Sha256> sha256) {
  /** The largest number of a part. */
  public static final int MAX_NUMBER = 10_000;

  /**
   * Checks the address, the number and the size.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   * @throws MultipartException with {@code BAD_PART_NUMBER}
   */
  public PartRequest {
    BucketLayout.checkUserAddress(address);
    Objects.requireNonNull(uploadId, "uploadId");
    Objects.requireNonNull(md5, "md5");
    Objects.requireNonNull(sha256, "sha256");
    if (number < 1 || number > MAX_NUMBER) {
      throw new MultipartException(
          MultipartException.Kind.BAD_PART_NUMBER,
          address,
          "part " + number + " is not from 1 to " + MAX_NUMBER);
    }
    if (declaredSize.isPresent() && declaredSize.getAsLong() < 0) {
      throw new IllegalArgumentException("negative size " + declaredSize.getAsLong());
    }
  }

  /** Returns the request that declares nothing about the bytes. */
  public static PartRequest of(ObjectAddress address, String uploadId, int number) {
    return new PartRequest(
        address, uploadId, number, OptionalLong.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns a copy that requires exactly this many bytes. */
  public PartRequest withDeclaredSize(long size) {
    return new PartRequest(address, uploadId, number, OptionalLong.of(size), md5, sha256);
  }

  /** Returns a copy that requires bytes with this MD5, in lower-case hex. */
  public PartRequest withMd5(String hex) {
    return new PartRequest(address, uploadId, number, declaredSize, Optional.of(hex), sha256);
  }

  /** Returns a copy that requires bytes with this SHA-256. */
  public PartRequest withSha256(Sha256 hash) {
    return new PartRequest(address, uploadId, number, declaredSize, md5, Optional.of(hash));
  }
}
