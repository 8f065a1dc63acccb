package io.deltaglider.core.select;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The kind of file that a key's last segment names. Version-like endings do not hide it: {@code
 * libfoo.so.1.2} is a {@code so}.
 *
 * @param extension in lower case without the leading dot, in two parts where a tar archive was
 *     compressed, whether written {@code .tar.gz} or {@code .tgz}; empty if the name shows none
 * @param names all names under which a policy may list the kind, in their natural order
 */
record FileKind(String extension, Set<String> names) {
  private static final FileKind NONE = new FileKind("", Set.of());
  private static final int MAX_EXTENSION = 16;
  private static final String TAR = "tar";

  /** Short names of compressed tar archives. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "tgz", "tar.gz", "tbz", "tar.bz2", "tbz2", "tar.bz2", "txz", "tar.xz", "tzst", "tar.zst");

  private static final Set<String> TAR_COMPRESSIONS =
      Set.of("gz", "bz2", "xz", "zst", "lz4", "lzma", "br", "z");

  /** Returns the kind of the object with this key. */
  static FileKind of(String key) {
    String segment = key.substring(key.lastIndexOf('/') + 1);
    String name = withoutFinalVersion(FamilyPattern.of(segment)).toLowerCase(Locale.ROOT);
    String last = extension(name);
    if (last.isEmpty()) {
      return NONE;
    }
    String before = extension(name.substring(0, name.length() - last.length() - 1));
    Set<String> names = new TreeSet<>(Set.of(last));
    if (!before.isEmpty()) {
      names.add(before + "." + last);
    }
    String kind = ALIASES.getOrDefault(last, last);
    if (before.equals(TAR) && TAR_COMPRESSIONS.contains(last)) {
      kind = TAR + "." + last;
    }
    names.add(kind);
    return new FileKind(kind, names);
  }

  /** Whether a policy that lists these extensions means this kind. */
  boolean isAmong(Set<String> extensions) {
    return names.stream().anyMatch(extensions::contains);
  }

  private static String withoutFinalVersion(String pattern) {
    if (!pattern.endsWith("*")) {
      return pattern;
    }
    int end = pattern.length() - 1;
    if (end > 0 && !Ascii.isLetterOrDigit(pattern.charAt(end - 1))) {
      end--;
    }
    return pattern.substring(0, end);
  }

  /** What follows the last dot, if it is short, plain and has a letter; else nothing. */
  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    if (dot <= 0 || name.length() - dot - 1 > MAX_EXTENSION) {
      return "";
    }
    boolean letter = false;
    for (int i = dot + 1; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Ascii.isLetterOrDigit(c)) {
        return "";
      }
      letter |= Ascii.isLetter(c);
    }
    return letter ? name.substring(dot + 1) : "";
  }
}
