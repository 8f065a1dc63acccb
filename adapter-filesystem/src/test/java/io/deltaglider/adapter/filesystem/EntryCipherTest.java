package io.deltaglider.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCipherTest {
  private static final CacheEncryptionKey KEY =
      CacheEncryptionKey.parse("603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4");
  private static final String COUNTER = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";

  @Test
  @DisplayName("P-09 entries are encrypted as NIST SP 800-38A F.5.5 says")
  void agreesWithTheStandardsExample() {
    byte[] bytes =
        HexFormat.of()
            .parseHex(
                "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
                    + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");

    cipher(COUNTER).apply(0, bytes, 0, bytes.length);

    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "601ec313775789a5b7a7f504bbf3d228f443e3ca4d62b59aca84e990cacaf5c5"
                + "2b0930daa23de94ce87017ba2d84988ddfc9c58db67aada613c2dd08457941a6");
  }

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        5,
        65_535,
        (1L << 31) - 40,
        (1L << 35) - 40,
        (1L << 36) - 40,
        (1L << 36) + 7,
        (1L << 62) + 3
      })
  @DisplayName("P-09 counters do not wrap in entries longer than 64 GiB")
  void everyBlockHasItsOwnCounter(long position) throws GeneralSecurityException {
    for (String first : new String[] {COUNTER, "0".repeat(32), "f".repeat(32)}) {
      byte[] stream = new byte[100];

      cipher(first).apply(position, stream, 0, stream.length);

      for (int i = 0; i < stream.length; i++) {
        assertThat(stream[i]).as("byte %s", i).isEqualTo(keyByte(first, position + i));
      }
    }
  }

  /** Returns a byte of the key stream, by the definition of the mode. */
  private static byte keyByte(String first, long position) throws GeneralSecurityException {
    BigInteger counter =
        new BigInteger(first, 16)
            .add(BigInteger.valueOf(position / 16))
            .mod(BigInteger.ONE.shiftLeft(128));
    Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
    aes.init(Cipher.ENCRYPT_MODE, KEY.secretKey());
    byte[] block = HexFormat.of().parseHex("%032x".formatted(counter));
    return aes.doFinal(block)[(int) (position % 16)];
  }

  @Test
  @DisplayName("P-09 any range is decrypted by itself")
  void rangesAgreeWithTheWhole() {
    EntryCipher cipher = cipher(COUNTER);
    Random random = new Random(1);
    byte[] content = new byte[300_000];
    random.nextBytes(content);
    byte[] encrypted = content.clone();
    cipher.apply(0, encrypted, 0, encrypted.length);

    for (int i = 0; i < 200; i++) {
      int from = random.nextInt(content.length);
      int to = from + random.nextInt(i % 4 == 0 ? content.length - from : 100);
      byte[] buffer = new byte[to - from + 7];
      int end = Math.min(to, content.length);
      System.arraycopy(encrypted, from, buffer, 3, end - from);
      cipher.apply(from, buffer, 3, end - from);
      assertThat(Arrays.copyOfRange(buffer, 3, 3 + end - from))
          .isEqualTo(Arrays.copyOfRange(content, from, end));
      assertThat(buffer).startsWith(0, 0, 0).endsWith(0, 0, 0, 0);
    }
  }

  private static EntryCipher cipher(String firstCounter) {
    return new EntryCipher(KEY, HexFormat.of().parseHex(firstCounter));
  }
}
