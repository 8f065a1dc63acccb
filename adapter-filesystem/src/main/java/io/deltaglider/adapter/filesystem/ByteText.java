package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * Turns texts into strings that have one character, from 0 to 255, for each byte of the text's
 * UTF-8, and back. Such a string orders, begins and ends as its bytes do, and takes one byte of
 * memory for each.
 */
final class ByteText {
  private ByteText() {}

  /** Returns the bytes of {@code text}, or nothing if it is not well-formed Unicode. */
  static Optional<String> encode(String text) {
    if (!UTF_8.newEncoder().canEncode(text)) {
      return Optional.empty();
    }
    return Optional.of(new String(text.getBytes(UTF_8), ISO_8859_1));
  }

  /** Returns the text whose bytes are {@code bytes}, or nothing if they are not UTF-8. */
  static Optional<String> decode(String bytes) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(ISO_8859_1));
      return Optional.of(UTF_8.newDecoder().decode(buffer).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
