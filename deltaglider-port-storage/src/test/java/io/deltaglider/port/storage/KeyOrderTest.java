package io.deltaglider.port.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class KeyOrderTest {
  private static final List<String> TEXTS =
      List.of(
          "",
          "\0",
          "a",
          "a/",
          "a/b",
          "a0",
          "b",
          "\u007f",
          "\u0080",
          "\u07ff",
          "\u0800",
          "\ud7ff",
          "\ue000",
          "\uffff",
          "\ud800\udc00",
          "\ud800\udc01",
          "\ud83d\ude00",
          "\udbff\udfff",
          "\uffff\udbff\udfff",
          "a\udbff\udfff");

  @Test
  @DisplayName("P-22 the order is that of the bytes of UTF-8, also beyond U+FFFF")
  void comparesAsEncodedBytes() {
    for (String left : TEXTS) {
      for (String right : TEXTS) {
        int expected = Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
        assertThat(Integer.signum(KeyOrder.UTF_8.compare(left, right)))
            .as("%s against %s", left, right)
            .isEqualTo(Integer.signum(expected));
      }
    }
  }

  @Test
  void behindComesAfterEveryTextWithThePrefixAndBeforeTheNext() {
    assertThat(KeyOrder.behind("a/")).contains("a0");
    assertThat(KeyOrder.behind("a\udbff\udfff")).contains("b");
    assertThat(KeyOrder.behind("\ud7ff")).contains("\ue000");
    assertThat(KeyOrder.behind("\uffff")).contains("\ud800\udc00");
    assertThat(KeyOrder.behind("\ud83d\ude00")).contains("\ud83d\ude01");
  }

  @Test
  void nothingIsBehindTheEmptyPrefixOrTheLastCharacter() {
    assertThat(KeyOrder.behind("")).isEmpty();
    assertThat(KeyOrder.behind("\udbff\udfff\udbff\udfff")).isEmpty();
  }
}
