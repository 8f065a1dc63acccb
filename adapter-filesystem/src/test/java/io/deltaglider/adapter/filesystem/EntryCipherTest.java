package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.cache.CachedReference;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The format of encrypted entries, against files that another implementation made. */
class EntryCipherTest {
  private static final CacheEncryptionKey KEY =
      CacheEncryptionKey.parse("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");

  /** Made by HMAC-SHA-256 and AES-GCM of Python's cryptography 48.0, as docs/FILESYSTEM.md says. */
  private static final String HEADER =
      "4447434143484532000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  @ParameterizedTest
  @CsvSource({
    "what others must not read, 3a5d67963599ef6b668d7ce9da105cb799c7ba1d1ba09588831fda9c268bf14a11c638ee1090c3d7cc",
    "'', 678c592807afa262443c315dc5403c70"
  })
  @DisplayName("P-09 an encrypted entry is what docs/FILESYSTEM.md says")
  void filesOfAnotherImplementationAreRead(String text, String sealed, @TempDir Path directory)
      throws Exception {
    byte[] content = text.getBytes(UTF_8);
    Path file = Files.write(directory.resolve("entry"), HexFormat.of().parseHex(HEADER + sealed));

    try (CachedReference entry =
        new EncryptedEntryFormat(KEY).open(file, CacheKeys.of(content)).orElseThrow()) {
      assertThat(entry.stream().readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  @DisplayName("P-09 the chunks of an encrypted entry are what docs/FILESYSTEM.md says")
  void chunksAreThoseOfAnotherImplementation() {
    byte[] content = new byte[10_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (7 * i);
    }
    byte[] header = HexFormat.of().parseHex(HEADER);
    byte[] salt = new byte[32];
    System.arraycopy(header, 8, salt, 0, salt.length);
    EntryChunks chunks = new EntryChunks(content.length);
    EntryCipher cipher = new EntryCipher(KEY, salt, CacheKeys.of(content), chunks);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(header);

    for (int chunk = 0; chunk < 3; chunk++) {
      byte[] sealed = new byte[5000];
      file.write(sealed, 7, cipher.seal(chunk, content, 4096 * chunk, sealed, 7));
    }

    assertThat(file.size()).isEqualTo(10_088);
    assertThat(CacheKeys.of(file.toByteArray()).sha256())
        .isEqualTo("632115239baf43b91602888494258c8ebd07f6cbf85268df0fffc5e8af8620cb");
  }

  @Test
  @DisplayName("P-09 keys of entries are derived as RFC 5869 says in test case 1")
  void derivationAgreesWithTheStandardsExample() {
    HexFormat hex = HexFormat.of();

    byte[] derived =
        Hkdf.derive(
            hex.parseHex("0b".repeat(22)),
            hex.parseHex("000102030405060708090a0b0c"),
            hex.parseHex("f0f1f2f3f4f5f6f7f8f9"));

    assertThat(hex.formatHex(derived))
        .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  }

  @Test
  @DisplayName("P-09 lengths tell how many chunks there are, and odd ones that there are none")
  void lengthsFitChunks() {
    for (long size = 0; size < 13_000; size++) {
      EntryChunks chunks = new EntryChunks(size);
      long expected = Math.max(1, (size + 4095) / 4096);
      assertThat(chunks.count()).isEqualTo(expected);
      assertThat(chunks.sealedBytes()).isEqualTo(size + 16 * expected);
      assertThat(EntryChunks.ofSealedBytes(chunks.sealedBytes())).contains(chunks);
    }
    for (long length : new long[] {-40, 0, 15, 4113, 4128, 8225, 8240}) {
      assertThat(EntryChunks.ofSealedBytes(length)).as("%s bytes", length).isEmpty();
    }
  }
}
