package io.deltaglider.port.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"abc", "a-b.c_d", "0ab", "123", "a.b-c"})
  void takesNamesOfBuckets(String name) {
    assertThat(BucketName.check(name)).isEqualTo(name);
    assertThat(new ObjectAddress(name, "a")).hasToString(name + "/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "-ab",
        "ab-",
        ".ab",
        "ab.",
        "a..b",
        "aBc",
        "a b",
        "a/b",
        "ab\n",
        "\u00e4bc"
      })
  void refusesWhatIsNoNameOfABucket(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> BucketName.check(name));
    assertThatIllegalArgumentException().isThrownBy(() -> new ObjectAddress(name, "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> ListQuery.of(name, ""));
  }

  @Test
  void aNameOfABucketHasAtMost63Characters() {
    assertThat(BucketName.check("a".repeat(63))).hasSize(63);
    assertThatIllegalArgumentException().isThrownBy(() -> BucketName.check("a".repeat(64)));
  }

  @Test
  @DisplayName("P-29 a key has 1 to 1,024 bytes of UTF-8")
  void aKeyHasOneTo1024Bytes() {
    assertThat(new ObjectAddress("abc", "\u00e9".repeat(512)).key()).hasSize(512);
    for (String key : new String[] {"", "\u00e9".repeat(512) + "x", "x".repeat(1025)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ObjectAddress("abc", key));
      assertThatIllegalArgumentException().isThrownBy(() -> DeleteRequest.of(key));
    }
  }

  @Test
  @DisplayName("P-29 a key that no UTF-8 can express is refused")
  void halfACharacterIsNoKey() {
    for (String key : new String[] {"a\ud83d", "\ude00a", "\ude00\ud83d"}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new ObjectAddress("abc", key));
      assertThatIllegalArgumentException().isThrownBy(() -> DeleteRequest.of(key));
    }
  }
}
