package io.deltaglider.core.metadata;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.deltaglider.core.model.Sha256;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a delta's body says about itself in VCDIFF's application header; docs/FORMAT.md, "The delta
 * and its self-description".
 *
 * @param content SHA-256 of the content
 * @param size size of the content in bytes
 * @param reference SHA-256 of the reference; absent for a delta without a source
 */
public record SelfDescription(Sha256 content, long size, Optional<Sha256> reference) {
  /** A description lies within so many first bytes of a body. */
  public static final int MAX_PREFIX_BYTES = 4096;

  /** A body with a description has at least so many bytes: header, then the least text. */
  public static final int MIN_BYTES = 84;

  /** A body that names a reference has at least so many bytes: header, then the least text. */
  public static final int MIN_BYTES_WITH_REFERENCE = 148;

  private static final String NO_REFERENCE = "-";
  private static final Pattern OTHER_VERSION = Pattern.compile("DG([02-9]|[1-9][0-9]+);.*");
  private static final Pattern TEXT =
      Pattern.compile("DG1;f=([0-9a-f]{64});n=(0|[1-9][0-9]{0,17});r=(-|[0-9a-f]{64})");

  // RFC 3284 §4.1: the magic bytes and version, then the header indicator.
  private static final byte[] MAGIC = {(byte) 0xd6, (byte) 0xc3, (byte) 0xc4, 0};
  private static final int VCD_DECOMPRESS = 0x01;
  private static final int VCD_CODETABLE = 0x02;
  private static final int VCD_APPHEADER = 0x04;

  /** Checks the size. */
  public SelfDescription {
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(reference, "reference");
    if (size < 0) {
      throw new IllegalArgumentException("negative size " + size);
    }
  }

  /** Returns the application header that says this. */
  public byte[] toApplicationHeader() {
    String source = reference.map(Sha256::hex).orElse(NO_REFERENCE);
    return ("DG1;f=" + content.hex() + ";n=" + size + ";r=" + source).getBytes(US_ASCII);
  }

  /**
   * Finds the description at the beginning of a body.
   *
   * @param prefix the first {@link #MAX_PREFIX_BYTES} bytes of the body, or all if it is shorter
   * @return empty if the body does not begin with one: it is no delta of ours
   */
  public static Optional<SelfDescription> parse(byte[] prefix) {
    return text(prefix).flatMap(SelfDescription::parseText);
  }

  /** Returns whether a body begins with a description of a version that this code does not know. */
  public static boolean isOfAnotherVersion(byte[] prefix) {
    return text(prefix).filter(text -> OTHER_VERSION.matcher(text).matches()).isPresent();
  }

  /** Returns VCDIFF's application header. */
  private static Optional<String> text(byte[] prefix) {
    int position = MAGIC.length;
    if (prefix.length <= position) {
      return Optional.empty();
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (prefix[i] != MAGIC[i]) {
        return Optional.empty();
      }
    }
    int indicator = prefix[position++];
    if ((indicator & VCD_APPHEADER) == 0 || (indicator & VCD_CODETABLE) != 0) {
      return Optional.empty();
    }
    if ((indicator & VCD_DECOMPRESS) != 0) {
      position++;
    }
    int length = 0;
    boolean more = true;
    while (more) {
      if (position >= prefix.length || length > MAX_PREFIX_BYTES) {
        return Optional.empty();
      }
      more = (prefix[position] & 0x80) != 0;
      length = (length << 7) | (prefix[position++] & 0x7f);
    }
    if (length > prefix.length - position) {
      return Optional.empty();
    }
    return Optional.of(new String(prefix, position, length, US_ASCII));
  }

  private static Optional<SelfDescription> parseText(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Optional<Sha256> reference =
        matcher.group(3).equals(NO_REFERENCE)
            ? Optional.empty()
            : Optional.of(new Sha256(matcher.group(3)));
    return Optional.of(
        new SelfDescription(
            new Sha256(matcher.group(1)), Long.parseLong(matcher.group(2)), reference));
  }
}
