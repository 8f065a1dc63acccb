package io.deltaglider.adapter.filesystem;

import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The name of a file or directory, and the part of a key that it stands for. {@code
 * docs/FILESYSTEM.md} has the rules and their reasons.
 *
 * @param kind what bears the name
 * @param text the part of the key, as {@link ByteText}: without the slash that follows a {@link
 *     Kind#DIRECTORY}
 */
record EscapedName(Kind kind, String text) implements Comparable<EscapedName> {
  /** A segment of this cost or more does not fit into one name. */
  static final int COST_LIMIT = 240;

  private static final HexFormat HEX = HexFormat.of();
  private static final String OBJECT_MARK = "%object";
  private static final String MORE_MARK = "%more";
  private static final String EMPTY_DIRECTORY = "%";
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");
  private static final Set<String> NUMBERED_DEVICES = Set.of("com", "lpt");

  /** What a name can be of. */
  enum Kind {
    /** The file of an object whose key ends with the text. */
    OBJECT,
    /** The directory of keys in which the text and a slash come next. */
    DIRECTORY,
    /** The directory of keys in which the text, too long for one name, and anything come next. */
    MORE
  }

  /** Returns the name as it is on the disk. */
  String encode() {
    return switch (kind) {
      case OBJECT -> escape(text) + OBJECT_MARK;
      case MORE -> escape(text) + MORE_MARK;
      case DIRECTORY -> text.isEmpty() ? EMPTY_DIRECTORY : escape(text);
    };
  }

  /** Returns what a name on the disk stands for, or nothing if this adapter never makes it. */
  static Optional<EscapedName> decode(String name) {
    return split(name).filter(decoded -> decoded.fits() && decoded.encode().equals(name));
  }

  /** Returns what this name adds to the key: the text, and a slash after a directory's. */
  String keyPart() {
    return kind == Kind.DIRECTORY ? text + "/" : text;
  }

  /** Compares by {@link #keyPart}: the order of the keys. */
  @Override
  public int compareTo(EscapedName other) {
    int common = Math.min(text.length(), other.text.length());
    for (int i = 0; i < common; i++) {
      if (text.charAt(i) != other.text.charAt(i)) {
        return Character.compare(text.charAt(i), other.text.charAt(i));
      }
    }
    int order = Integer.compare(keyCharAt(common), other.keyCharAt(common));
    return order != 0 ? order : kind.compareTo(other.kind);
  }

  /** Returns the character of {@link #keyPart}, or -1 behind its end. */
  private int keyCharAt(int index) {
    if (index < text.length()) {
      return text.charAt(index);
    }
    return kind == Kind.DIRECTORY ? '/' : -1;
  }

  /** Returns the length of what a byte becomes when it is escaped, wherever it is. */
  static int cost(char octet) {
    if (isPlain(octet)) {
      return 1;
    }
    return isUpperCase(octet) ? 2 : 3;
  }

  private static Optional<EscapedName> split(String name) {
    if (name.equals(EMPTY_DIRECTORY)) {
      return Optional.of(new EscapedName(Kind.DIRECTORY, ""));
    }
    if (name.endsWith(OBJECT_MARK)) {
      return unescape(name, OBJECT_MARK).map(text -> new EscapedName(Kind.OBJECT, text));
    }
    if (name.endsWith(MORE_MARK)) {
      return unescape(name, MORE_MARK).map(text -> new EscapedName(Kind.MORE, text));
    }
    return unescape(name, "").map(text -> new EscapedName(Kind.DIRECTORY, text));
  }

  private boolean fits() {
    int cost = 0;
    for (int i = 0; i < text.length(); i++) {
      if (cost >= COST_LIMIT || text.charAt(i) == '/') {
        return false;
      }
      cost += cost(text.charAt(i));
    }
    return (kind == Kind.MORE) == (cost >= COST_LIMIT);
  }

  private static String escape(String text) {
    StringBuilder name = new StringBuilder(text.length() + OBJECT_MARK.length());
    for (int i = 0; i < text.length(); i++) {
      char octet = text.charAt(i);
      boolean risky = (octet == '.' && i == text.length() - 1) || (i == 0 && startsAsDevice(text));
      if (isPlain(octet) && !risky) {
        name.append(octet);
      } else if (isUpperCase(octet)) {
        name.append('^').append((char) (octet + 'a' - 'A'));
      } else {
        name.append('%').append(HEX.toHexDigits((byte) octet));
      }
    }
    return name.toString();
  }

  /** Undoes {@link #escape} leniently: the caller checks that escaping gives the same again. */
  private static Optional<String> unescape(String name, String mark) {
    int end = name.length() - mark.length();
    StringBuilder text = new StringBuilder(end);
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (c == '^' && i + 1 < end) {
        i++;
        text.append((char) (name.charAt(i) + 'A' - 'a'));
      } else if (c == '%' && i + 2 < end && isHex(name, i + 1) && isHex(name, i + 2)) {
        text.append((char) HexFormat.fromHexDigits(name, i + 1, i + 3));
        i += 2;
      } else if (isPlain(c)) {
        text.append(c);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(text.toString());
  }

  private static boolean startsAsDevice(String text) {
    int dot = text.indexOf('.');
    String stem = dot < 0 ? text : text.substring(0, dot);
    if (stem.length() == 4 && stem.charAt(3) >= '0' && stem.charAt(3) <= '9') {
      return NUMBERED_DEVICES.contains(stem.substring(0, 3));
    }
    return DEVICES.contains(stem);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "._-+=,@".indexOf(c) >= 0;
  }

  private static boolean isUpperCase(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isHex(String name, int index) {
    return HexFormat.isHexDigit(name.charAt(index));
  }
}
