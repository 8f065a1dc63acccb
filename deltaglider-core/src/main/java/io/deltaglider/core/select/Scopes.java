package io.deltaglider.core.select;

import io.deltaglider.core.model.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The scopes of an object: whose references may serve it, and where a reference made of it is
 * indexed. Keys under different {@code isolate} prefixes never share a scope.
 */
public final class Scopes {
  /** Goes into every id: what a later rule draws must not be mixed with what this one drew. */
  private static final int RULE_VERSION = 1;

  /** Truncated to 128 bits: no collision by chance, and a forged one could not harm contents. */
  private static final int HASH_BYTES = 16;

  private static final String ANYTHING = "*";

  private Scopes() {}

  /**
   * Returns the scopes that the policy enables for a key, the family before the directory. The
   * family is {@link FamilyPattern#of}; the directory is the prefix up to the last slash, together
   * with the kind of file.
   */
  public static List<Scope> of(String key, DeltaPolicy policy) {
    String isolate = longestCovering(policy.isolate(), key);
    List<Scope> scopes = new ArrayList<>();
    if (policy.scopes().contains(Scope.Kind.FAMILY)) {
      scopes.add(scope(Scope.Kind.FAMILY, 'f', isolate, FamilyPattern.of(key)));
    }
    if (policy.scopes().contains(Scope.Kind.DIRECTORY)) {
      scopes.add(scope(Scope.Kind.DIRECTORY, 'd', isolate, directoryPattern(key)));
    }
    return List.copyOf(scopes);
  }

  private static String directoryPattern(String key) {
    String prefix = key.substring(0, key.lastIndexOf('/') + 1);
    String extension = FileKind.of(key).extension();
    return extension.isEmpty() ? prefix + ANYTHING : prefix + ANYTHING + "." + extension;
  }

  private static String longestCovering(List<String> prefixes, String key) {
    String longest = "";
    for (String prefix : prefixes) {
      if (prefix.length() > longest.length() && key.startsWith(prefix)) {
        longest = prefix;
      }
    }
    return longest;
  }

  private static Scope scope(Scope.Kind kind, char letter, String isolate, String pattern) {
    MessageDigest digest = sha256();
    digest.update(isolate.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(pattern.getBytes(StandardCharsets.UTF_8));
    String hash = HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    return new Scope(kind, String.valueOf(letter) + RULE_VERSION + "-" + hash);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform must have SHA-256", e);
    }
  }
}
