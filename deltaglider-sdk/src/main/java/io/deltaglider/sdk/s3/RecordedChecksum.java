package io.deltaglider.sdk.s3;

import java.util.Optional;

/**
 * A checksum that an object remembers; {@code dg-checksum} in docs/FORMAT.md.
 *
 * @param kind which
 * @param value as S3 writes it
 */
record RecordedChecksum(ChecksumKind kind, String value) {
  private static final char SEPARATOR = ':';

  /** Returns what an object's metadata says; nothing if it is of a kind that is not known here. */
  static Optional<RecordedChecksum> parse(String text) {
    int separator = text.indexOf(SEPARATOR);
    if (separator < 0) {
      return Optional.empty();
    }
    return ChecksumKind.named(text.substring(0, separator))
        .map(kind -> new RecordedChecksum(kind, text.substring(separator + 1)));
  }

  /** Returns what an object's metadata says of this. */
  String text() {
    return kind.name() + SEPARATOR + value;
  }

  /** Returns S3's name of how it came about: of the whole content, or of its parts' checksums. */
  String type() {
    return value.indexOf('-') < 0 ? "FULL_OBJECT" : "COMPOSITE";
  }
}
