package io.deltaglider.core.select;

import io.deltaglider.core.model.Scope;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a bucket stores as deltas. Immutable; every collection iterates in the same order each time,
 * so that equal policies are written alike.
 *
 * @param extensions the kinds of files, in lower case and without the leading dot: {@code zip},
 *     {@code tar.gz}; kept sorted
 * @param minSize bytes; smaller objects are passthrough
 * @param scopes where references are looked for; none at all makes everything passthrough
 * @param isolate prefixes that references never cross; kept sorted, without repetitions
 * @param off prefixes below which everything is passthrough; kept sorted, without repetitions
 */
public record DeltaPolicy(
    Set<String> extensions,
    long minSize,
    Set<Scope.Kind> scopes,
    List<String> isolate,
    List<String> off) {
  /** The least {@code minSize}, in bytes: below it a delta's overhead eats what it saves. */
  public static final long LEAST_MIN_SIZE = 64 * 1024;

  // Before DEFAULT, which is checked against it.
  private static final Pattern EXTENSION =
      Pattern.compile("[^./\\p{Cntrl}]+(\\.[^./\\p{Cntrl}]+)?");

  /** What applies where nothing else was set: known containers from 64 KiB up, both scopes. */
  public static final DeltaPolicy DEFAULT =
      new DeltaPolicy(
          DefaultExtensions.ALL,
          LEAST_MIN_SIZE,
          EnumSet.allOf(Scope.Kind.class),
          List.of(),
          List.of());

  /** Copies, sorts and checks. */
  public DeltaPolicy {
    extensions = sorted(extensions);
    for (String extension : extensions) {
      if (!EXTENSION.matcher(extension).matches()
          || !extension.equals(extension.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "not an extension in lower case without its leading dot: " + extension);
      }
    }
    if (minSize < LEAST_MIN_SIZE) {
      throw new IllegalArgumentException(
          "minSize must be at least " + LEAST_MIN_SIZE + " bytes, not " + minSize);
    }
    EnumSet<Scope.Kind> kinds = EnumSet.noneOf(Scope.Kind.class);
    kinds.addAll(scopes);
    scopes = Collections.unmodifiableSet(kinds);
    isolate = List.copyOf(sorted(isolate));
    off = List.copyOf(sorted(off));
    for (String prefix : isolate) {
      // NUL separates prefix and pattern where scopes are hashed.
      if (prefix.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("an isolate prefix must not contain NUL: " + prefix);
      }
    }
  }

  /**
   * Returns what both this policy and the client's allow: a client may only narrow. References
   * cross neither's prefixes.
   */
  public DeltaPolicy narrow(DeltaPolicy client) {
    TreeSet<String> commonExtensions = new TreeSet<>(extensions);
    commonExtensions.retainAll(client.extensions);
    EnumSet<Scope.Kind> commonScopes = EnumSet.noneOf(Scope.Kind.class);
    commonScopes.addAll(scopes);
    commonScopes.retainAll(client.scopes);
    return new DeltaPolicy(
        commonExtensions,
        Math.max(minSize, client.minSize),
        commonScopes,
        union(isolate, client.isolate),
        union(off, client.off));
  }

  private static List<String> union(List<String> left, List<String> right) {
    TreeSet<String> all = new TreeSet<>(left);
    all.addAll(right);
    return List.copyOf(all);
  }

  private static Set<String> sorted(Collection<String> texts) {
    return Collections.unmodifiableSet(new TreeSet<>(texts));
  }
}
