package io.deltaglider.core.select;

import java.util.List;
import java.util.Optional;

/**
 * Decides from name, size and first bytes whether an object may be stored as a delta. Whether a
 * delta pays is for the encoder to find out; it gives up early on what is encrypted or random.
 */
public final class FileTypePolicy {
  /** How many bytes of the content's beginning are worth handing to {@link #judge}. */
  public static final int HEAD_BYTES = 512;

  private static final String DELTA_SUFFIX = ".delta";
  private static final String REFERENCE_NAME = "reference.bin";

  private FileTypePolicy() {}

  /**
   * Judges an object by a policy.
   *
   * @param key the user's key
   * @param size of the content, in bytes
   * @param head the first bytes of the content, up to {@link #HEAD_BYTES}; more do not matter
   */
  public static Eligibility judge(String key, long size, byte[] head, DeltaPolicy policy) {
    if (isReservedName(key)) {
      return Eligibility.RESERVED_NAME;
    }
    if (size < policy.minSize()) {
      return Eligibility.TOO_SMALL;
    }
    if (isBelowAny(policy.off(), key)) {
      return Eligibility.SWITCHED_OFF;
    }
    if (policy.scopes().isEmpty()) {
      return Eligibility.NO_SCOPE;
    }
    FileKind kind = FileKind.of(key);
    if (kind.isAmong(policy.extensions())) {
      return Eligibility.KNOWN_EXTENSION;
    }
    if (kind.isAmong(DefaultExtensions.ALL)) {
      // A known kind that the policy leaves out; its first bytes must not let it in again.
      return Eligibility.OTHER_KIND;
    }
    Optional<String> byContent = ContentMagic.kind(head);
    if (byContent.isPresent() && policy.extensions().contains(byContent.get())) {
      return Eligibility.KNOWN_CONTENT;
    }
    return Eligibility.OTHER_KIND;
  }

  /**
   * Whether a key's name alone makes it passthrough: it ends in {@code .delta}, or its last segment
   * is {@code reference.bin}.
   */
  public static boolean isReservedName(String key) {
    return key.endsWith(DELTA_SUFFIX)
        || key.substring(key.lastIndexOf('/') + 1).equals(REFERENCE_NAME);
  }

  private static boolean isBelowAny(List<String> prefixes, String key) {
    return prefixes.stream().anyMatch(key::startsWith);
  }
}
