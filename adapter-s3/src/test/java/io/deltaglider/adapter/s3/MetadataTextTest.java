package io.deltaglider.adapter.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of user metadata in headers. */
final class MetadataTextTest {
  @ParameterizedTest
  @DisplayName("P-20 every value travels as ASCII and comes back")
  @ValueSource(
      strings = {
        "",
        "plain",
        " leading",
        "trailing ",
        "two  spaces",
        "=?UTF-8?Q?caf=C3=A9?=",
        "=?UTF-8?B?Y2Fmw6k=?= =?UTF-8?B?Y2Fmw6k=?=",
        "=?x",
        "Gr\u00fc\u00dfe \u2013 \u65e5\u672c\u8a9e \ud83d\ude00",
        "100 % of = and ? and _",
        "\u0085"
      })
  void aValueComesBack(String value) {
    String header = MetadataText.encode(value);

    assertThat(header).matches("[\\x20-\\x7e]*");
    assertThat(header).isEqualTo(header.strip()).doesNotContain("  ");
    assertThat(MetadataText.decode(header)).isEqualTo(value);
  }

  @Test
  void asciiIsSentAsItIs() {
    assertThat(MetadataText.encode("dg-file-sha256: \"x\"; y=z"))
        .isEqualTo("dg-file-sha256: \"x\"; y=z");
  }

  @Test
  @DisplayName("RFC 2047 a long value is several words of at most 75 characters")
  void aLongValueIsSeveralWords() {
    String value = "\u65e5".repeat(600);

    String header = MetadataText.encode(value);

    assertThat(header.split(" ", -1)).hasSizeGreaterThan(1).allMatch(word -> word.length() <= 75);
    assertThat(MetadataText.decode(header)).isEqualTo(value);
  }

  @Test
  @DisplayName("RFC 2047 words that S3 answers are read, in both encodings")
  void wordsOfOthersAreRead() {
    assertThat(MetadataText.decode("=?UTF-8?Q?caf=C3=A9_au_lait?=")).isEqualTo("caf\u00e9 au lait");
    assertThat(MetadataText.decode("=?utf-8?b?Y2Fmw6k=?=")).isEqualTo("caf\u00e9");
    assertThat(MetadataText.decode("a =?UTF-8?Q?=C3=A9?= b")).isEqualTo("a \u00e9 b");
    assertThat(MetadataText.decode("=?UTF-8?Q?=C3=A9?= =?UTF-8?Q?=C3=A9?="))
        .isEqualTo("\u00e9\u00e9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=?UTF-8?B?%%%?=",
        "=?UTF-8?Q?=C3?=",
        "=?UTF-8?Q?=C?=",
        "=?UTF-8?Q?=ZZ?=",
        "=?ISO-8859-1?Q?=E9?=",
        "=?UTF-8?X?abc?="
      })
  void whatIsNoWordStandsForItself(String header) {
    assertThat(MetadataText.decode(header)).isEqualTo(header);
  }

  @Test
  void rawUtf8IsRead() {
    String asLatin1 = new String("caf\u00e9".getBytes(UTF_8), ISO_8859_1);

    assertThat(MetadataText.decode(asLatin1)).isEqualTo("caf\u00e9");
    assertThat(MetadataText.decode("caf\u00e9")).isEqualTo("caf\u00e9");
  }
}
