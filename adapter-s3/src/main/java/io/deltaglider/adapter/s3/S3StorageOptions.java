package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.Capability;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How an {@link S3Storage} uses its client.
 *
 * @param multipartThreshold objects of more bytes are uploaded in parts
 * @param partSize bytes of a part, at least 5 MiB; larger where 10,000 parts would not suffice
 * @param copyThreshold objects of more bytes are copied in parts; S3 itself allows 5 GiB
 * @param parallelism how many parts, and single deletes, of all calls together are sent at once
 * @param resumes how often one reader goes on with a new request after its download broke
 * @param probePrefix where the keys begin that {@link S3Storage#supports} writes to find out what a
 *     store can do
 * @param capabilities what need not be found out, because it is known to be there or to be missing
 */
public record S3StorageOptions(
    long multipartThreshold,
    int partSize,
    long copyThreshold,
    int parallelism,
    int resumes,
    String probePrefix,
    Map<Capability, Boolean> capabilities) {
  /** The smallest part that S3 takes, but for the last one. */
  public static final int MIN_PART_SIZE = 5 << 20;

  /** The largest object that S3 copies in one request. */
  public static final long MAX_COPY_BYTES = 5L << 30;

  /** Parts of 16 MiB, 4 at once, 3 resumes, and everything found out. */
  public static final S3StorageOptions DEFAULT =
      new S3StorageOptions(16 << 20, 16 << 20, MAX_COPY_BYTES, 4, 3, ".deltaglider/tmp/", Map.of());

  /** Checks the bounds and copies the map. */
  public S3StorageOptions {
    Objects.requireNonNull(probePrefix, "probePrefix");
    if (partSize < MIN_PART_SIZE) {
      throw new IllegalArgumentException("part size " + partSize + " is below " + MIN_PART_SIZE);
    }
    if (multipartThreshold < 0 || multipartThreshold > MAX_COPY_BYTES) {
      throw new IllegalArgumentException(
          "multipart threshold " + multipartThreshold + " is not from 0 to " + MAX_COPY_BYTES);
    }
    if (copyThreshold < 0 || copyThreshold > MAX_COPY_BYTES) {
      throw new IllegalArgumentException(
          "copy threshold " + copyThreshold + " is not from 0 to " + MAX_COPY_BYTES);
    }
    if (parallelism < 1 || resumes < 0) {
      throw new IllegalArgumentException(
          "parallelism " + parallelism + " is below 1, or resumes " + resumes + " below 0");
    }
    EnumMap<Capability, Boolean> copy = new EnumMap<>(Capability.class);
    copy.putAll(capabilities);
    capabilities = Collections.unmodifiableMap(copy);
  }

  /** Returns a copy that takes a capability for there or missing, without finding out. */
  public S3StorageOptions with(Capability capability, boolean there) {
    EnumMap<Capability, Boolean> more = new EnumMap<>(Capability.class);
    more.putAll(capabilities);
    more.put(capability, there);
    return new S3StorageOptions(
        multipartThreshold, partSize, copyThreshold, parallelism, resumes, probePrefix, more);
  }

  /** Returns a copy that uploads objects above {@code bytes} in parts of {@code size}. */
  public S3StorageOptions withParts(long bytes, int size) {
    return new S3StorageOptions(
        bytes, size, copyThreshold, parallelism, resumes, probePrefix, capabilities);
  }

  /** Returns a copy that copies objects above {@code bytes} in parts. */
  public S3StorageOptions withCopyThreshold(long bytes) {
    return new S3StorageOptions(
        multipartThreshold, partSize, bytes, parallelism, resumes, probePrefix, capabilities);
  }

  /** Returns a copy with another number of parts at once. */
  public S3StorageOptions withParallelism(int threads) {
    return new S3StorageOptions(
        multipartThreshold, partSize, copyThreshold, threads, resumes, probePrefix, capabilities);
  }

  /** Returns a copy with another number of resumes of one reader. */
  public S3StorageOptions withResumes(int count) {
    return new S3StorageOptions(
        multipartThreshold, partSize, copyThreshold, parallelism, count, probePrefix, capabilities);
  }

  /** Returns a copy that writes its probes elsewhere. */
  public S3StorageOptions withProbePrefix(String prefix) {
    return new S3StorageOptions(
        multipartThreshold, partSize, copyThreshold, parallelism, resumes, prefix, capabilities);
  }
}
