package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheEncryptionKeyTest {
  /** 32 bytes whose base64 differs between the alphabets. */
  private static final String HEX =
      "fbf0000102030405060708090a0b0c0d0e0f101112131415161718191a1bffef";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FBF0000102030405060708090A0B0C0D0E0F101112131415161718191A1BFFEF",
        "+/AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob/+8=",
        "+/AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob/+8",
        "-_AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob_-8=",
        "-_AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob_-8"
      })
  @DisplayName("P-09 a key is 32 bytes in hex digits or in either base64")
  void everySpellingIsTheSameKey(String text) {
    CacheEncryptionKey key = CacheEncryptionKey.parse(text);

    assertThat(key).isEqualTo(CacheEncryptionKey.parse(HEX)).hasSameHashCodeAs(key());
    byte[] salt = {1, 2, 3};
    byte[] purpose = "deltaglider cache entry".getBytes(US_ASCII);
    assertThat(key.derive(salt))
        .isEqualTo(Hkdf.derive(HexFormat.of().parseHex(HEX), salt, purpose));
  }

  private static CacheEncryptionKey key() {
    return CacheEncryptionKey.parse(HEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hush",
        "fbf0000102030405060708090a0b0c0d0e0f101112131415161718191a1bffe",
        "fbf0000102030405060708090a0b0c0d0e0f101112131415161718191a1bffef0",
        "gbf0000102030405060708090a0b0c0d0e0f101112131415161718191a1bffef",
        "+/AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob/w==",
        "+/AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob/+/v",
        "+/AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob/+9=",
        "+_AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob/+8=",
        "+/AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob/+8==",
        "+/AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob/+8=\n",
        " +/AAAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRob/+8"
      })
  @DisplayName("L-63 anything else is refused in one line that does not show it")
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CacheEncryptionKey.parse(text))
        .withMessage("is neither 32 bytes in base64 nor 64 hexadecimal digits")
        .withNoCause();
  }

  @Test
  @DisplayName("L-63 neither a key nor a configuration shows the key")
  void keysDoNotShowThemselves() {
    CacheEncryptionKey key = key();
    Path directory = Path.of("cache");
    FilesystemStorageConfig config =
        new FilesystemStorageConfig(
            directory, directory, 1, Optional.of(key), directory, 1, Duration.ZERO);

    assertThat(key).hasToString("CacheEncryptionKey[hidden]");
    assertThat(config.toString())
        .contains("cacheKey=Optional[CacheEncryptionKey[hidden]]")
        .doesNotContainIgnoringCase(HEX);
  }

  @Test
  void differentKeysAreNotEqual() {
    assertThat(key()).isNotEqualTo(CacheEncryptionKey.parse("0".repeat(64)));
  }
}
