package io.deltaglider.cli.estimate;

import io.deltaglider.core.model.Scope;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.select.Eligibility;
import io.deltaglider.core.select.FamilyPattern;
import io.deltaglider.core.select.FileTypePolicy;
import io.deltaglider.core.select.Scopes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Counts files by what they could share: those of one family together, and those that are alone in
 * their family by directory. Not thread-safe.
 */
final class Census {
  /** How many families are told apart at most. */
  static final int MAX_FAMILIES = 10_000;

  private static final long SEED = 0x5eed;
  private static final byte[] UNREAD = {};

  private final DeltaPolicy policy;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<String, Family> families = new LinkedHashMap<>();
  private long files;
  private long bytes;
  private long wholeBytes;
  private long unsortedBytes;

  Census(DeltaPolicy policy) {
    this.policy = policy;
  }

  void add(Candidate file) {
    files++;
    bytes += file.size();
    if (isWhole(FileTypePolicy.judge(file.key(), file.size(), UNREAD, policy))) {
      wholeBytes += file.size();
      return;
    }
    String pattern = FamilyPattern.of(file.key());
    Family family = families.get(pattern);
    if (family == null && families.size() == MAX_FAMILIES) {
      unsortedBytes += file.size();
    } else {
      families.computeIfAbsent(pattern, name -> new Family()).add(file, random);
    }
  }

  /** Returns whether a file is stored whole whatever it holds. */
  private static boolean isWhole(Eligibility eligibility) {
    return switch (eligibility) {
      case RESERVED_NAME, TOO_SMALL, SWITCHED_OFF, NO_SCOPE -> true;
      case KNOWN_EXTENSION, KNOWN_CONTENT, OTHER_KIND -> false; // the last may yet be known
    };
  }

  /** Returns the families of at least two files, and what is left as one family a directory. */
  List<Family> groups() {
    List<Family> groups = new ArrayList<>();
    Map<String, Family> directories = new LinkedHashMap<>();
    for (Family family : families.values()) {
      if (family.count() > 1) {
        groups.add(family);
        continue;
      }
      directories
          .computeIfAbsent(directory(family.first()), name -> new Family())
          .add(family.first(), random);
    }
    groups.addAll(directories.values());
    return groups;
  }

  private String directory(Candidate file) {
    return Scopes.of(file.key(), policy).stream()
        .filter(scope -> scope.kind() == Scope.Kind.DIRECTORY)
        .findFirst()
        .map(Scope::id)
        .orElse(file.key());
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }

  /** Returns the size of what is stored whole for sure, in bytes. */
  long wholeBytes() {
    return wholeBytes;
  }

  /** Returns the size of what is in no group, because there are too many families, in bytes. */
  long unsortedBytes() {
    return unsortedBytes;
  }
}
