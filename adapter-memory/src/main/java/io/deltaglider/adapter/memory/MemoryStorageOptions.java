package io.deltaglider.adapter.memory;

import io.deltaglider.port.storage.Capability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link MemoryStorage} should be like, so that it can stand in for stores that have less.
 *
 * @param maxMetadataBytes the largest metadata of one object, in bytes; at least 2,048
 * @param capabilities what the store has; with {@link Capability#VERSIONS} every bucket keeps
 *     versions
 */
public record MemoryStorageOptions(int maxMetadataBytes, Set<Capability> capabilities) {
  /** The least that the port allows, and what S3 takes. */
  public static final int MIN_METADATA_BYTES = 2048;

  /**
   * S3's metadata limit and every capability but {@link Capability#VERSIONS} and {@link
   * Capability#STORE_HEADERS}, which a heap can keep but not honour.
   */
  public static final MemoryStorageOptions DEFAULT =
      new MemoryStorageOptions(
          MIN_METADATA_BYTES,
          EnumSet.complementOf(EnumSet.of(Capability.VERSIONS, Capability.STORE_HEADERS)));

  /** Checks the limit and copies the set. */
  public MemoryStorageOptions {
    if (maxMetadataBytes < MIN_METADATA_BYTES) {
      throw new IllegalArgumentException(
          "metadata limit " + maxMetadataBytes + " is below " + MIN_METADATA_BYTES);
    }
    EnumSet<Capability> copy = EnumSet.noneOf(Capability.class);
    copy.addAll(capabilities);
    capabilities = Collections.unmodifiableSet(copy);
  }

  /** Returns a copy with another metadata limit. */
  public MemoryStorageOptions withMaxMetadataBytes(int bytes) {
    return new MemoryStorageOptions(bytes, capabilities);
  }

  /** Returns a copy that also has these capabilities. */
  public MemoryStorageOptions with(Capability first, Capability... more) {
    EnumSet<Capability> all = EnumSet.of(first, more);
    all.addAll(capabilities);
    return new MemoryStorageOptions(maxMetadataBytes, all);
  }

  /** Returns a copy that lacks these capabilities. */
  public MemoryStorageOptions without(Capability first, Capability... more) {
    EnumSet<Capability> rest = EnumSet.complementOf(EnumSet.of(first, more));
    rest.retainAll(capabilities);
    return new MemoryStorageOptions(maxMetadataBytes, rest);
  }
}
