package io.deltaglider.port.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ByteRangeTest {
  private static final OptionalLong NONE = OptionalLong.empty();

  private static void assertCovers(ByteRange range, long size, long start, long end) {
    assertThat(range.isSatisfiable(size)).isTrue();
    assertThat(range.start(size)).isEqualTo(start);
    assertThat(range.end(size)).isEqualTo(end);
  }

  @Test
  @DisplayName("P-27 a range knows which bytes of an object it covers")
  void knowsWhichBytesItCovers() {
    assertCovers(ByteRange.of(0, 0), 10, 0, 1);
    assertCovers(ByteRange.of(2, 9), 10, 2, 10);
    assertCovers(ByteRange.of(2, 10), 10, 2, 10);
    assertCovers(ByteRange.of(2, Long.MAX_VALUE), 10, 2, 10);
    assertCovers(ByteRange.from(9), 10, 9, 10);
    assertCovers(ByteRange.last(3), 10, 7, 10);
    assertCovers(ByteRange.last(11), 10, 0, 10);
    assertCovers(ByteRange.last(Long.MAX_VALUE), 10, 0, 10);
  }

  @Test
  @DisplayName("P-27 a range without any byte in the object is not satisfiable")
  void knowsWhenItCoversNothing() {
    assertThat(ByteRange.from(10).isSatisfiable(10)).isFalse();
    assertThat(ByteRange.from(10).start(10)).isEqualTo(10);
    assertThat(ByteRange.of(10, 20).isSatisfiable(10)).isFalse();
    assertThat(ByteRange.last(0).isSatisfiable(10)).isFalse();
    assertThat(ByteRange.from(0).isSatisfiable(0)).isFalse();
    assertThat(ByteRange.of(0, 0).isSatisfiable(0)).isFalse();
    assertThat(ByteRange.last(1).isSatisfiable(0)).isFalse();
  }

  @Test
  void readsLikeTheHeader() {
    assertThat(ByteRange.of(1, 2)).hasToString("bytes=1-2");
    assertThat(ByteRange.from(1)).hasToString("bytes=1-");
    assertThat(ByteRange.last(2)).hasToString("bytes=-2");
  }

  @Test
  void refusesWhatIsNoRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(NONE, NONE));
    assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.of(3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.from(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> ByteRange.last(-1));
  }
}
