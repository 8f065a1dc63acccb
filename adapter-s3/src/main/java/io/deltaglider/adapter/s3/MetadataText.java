package io.deltaglider.adapter.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of user metadata as they travel in headers. HTTP carries ASCII; S3 gives what is beyond it
 * as encoded words of RFC 2047, and takes them. Other stores keep the words as they are, so both
 * read the same here. S3 counts its limit by what the words stand for.
 */
final class MetadataText {
  // RFC 2047 §2: a word has at most 75 characters, 12 of them around the text in base64.
  private static final int MAX_WORD_BYTES = 45;
  private static final Pattern WORD =
      Pattern.compile("=\\?(?i:utf-8)\\?([bBqQ])\\?([!->@-~]*)\\?=");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("(?<=\\?=)[ \\t]+(?==\\?)");

  private MetadataText() {}

  /** Returns ASCII that {@link #decode} turns back into {@code value}. */
  static String encode(String value) {
    return needsWords(value) ? inWords(value) : value;
  }

  /** Spaces at the ends do not survive in a header, and several are one for the signature. */
  private static boolean needsWords(String value) {
    return value.chars().anyMatch(c -> c >= 0x7f)
        || !value.equals(value.strip())
        || value.contains("  ")
        || value.contains("=?");
  }

  private static String inWords(String value) {
    StringBuilder words = new StringBuilder();
    ByteArrayOutputStream word = new ByteArrayOutputStream();
    for (int at = 0; at < value.length(); at = value.offsetByCodePoints(at, 1)) {
      byte[] character = Character.toString(value.codePointAt(at)).getBytes(UTF_8);
      if (word.size() + character.length > MAX_WORD_BYTES) {
        append(words, word);
      }
      word.writeBytes(character);
    }
    append(words, word);
    return words.toString();
  }

  private static void append(StringBuilder words, ByteArrayOutputStream word) {
    words
        .append(words.isEmpty() ? "" : " ")
        .append("=?UTF-8?B?")
        .append(Base64.getEncoder().encodeToString(word.toByteArray()))
        .append("?=");
    word.reset();
  }

  /** Returns what a header's value stands for; what is no encoded word stands for itself. */
  static String decode(String header) {
    String text = utf8(header);
    Matcher matcher = WORD.matcher(BETWEEN_WORDS.matcher(text).replaceAll(""));
    return matcher.replaceAll(word -> Matcher.quoteReplacement(decoded(word.group(), matcher)));
  }

  private static String decoded(String word, Matcher matcher) {
    try {
      byte[] bytes =
          matcher.group(1).equalsIgnoreCase("b")
              ? Base64.getDecoder().decode(matcher.group(2))
              : fromQ(matcher.group(2));
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return word; // not one of ours
    }
  }

  // RFC 2047 §4.2
  private static byte[] fromQ(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        if (i + 3 > text.length()) {
          throw new IllegalArgumentException("cut off: " + text);
        }
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.write(c == '_' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }

  /** Some stores answer UTF-8 as it is, which HTTP clients take for Latin-1. */
  private static String utf8(String header) {
    if (header.chars().noneMatch(c -> c >= 0x80) || header.chars().anyMatch(c -> c > 0xff)) {
      return header;
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(header.getBytes(ISO_8859_1))).toString();
    } catch (CharacterCodingException e) {
      return header; // it was Latin-1
    }
  }
}
