package io.deltaglider.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Sha256Test {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void writesADigestInLowerCaseHex() throws NoSuchAlgorithmException {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest("abc".getBytes(StandardCharsets.US_ASCII));
    assertThat(Sha256.of(digest)).isEqualTo(new Sha256(ABC)).hasToString(ABC);
  }

  @Test
  void readsWhatItWrites() {
    assertThat(Sha256.parse(ABC)).contains(new Sha256(ABC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ba78",
        "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0"
      })
  void refusesOtherForms(String text) {
    assertThat(Sha256.parse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sha256(text))
        .withMessageContaining(text);
  }

  @Test
  void refusesADigestOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sha256.of(new byte[20]))
        .withMessageContaining("20");
  }
}
