package io.deltaglider.port.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ContentSourceTest {
  private static final byte[] TEN = "0123456789".getBytes(UTF_8);

  private static Stream<ContentSource> sources() {
    ContentSource sequential =
        new ContentSource() {
          @Override
          public long size() {
            return TEN.length;
          }

          @Override
          public InputStream open() {
            return new ByteArrayInputStream(TEN);
          }
        };
    return Stream.of(ContentSource.of(TEN), sequential);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aPartIsOpenedByItsBounds(ContentSource source) throws IOException {
    assertThat(source.open(3, 7)).hasBinaryContent("3456".getBytes(UTF_8));
    assertThat(source.open(0, 10)).hasBinaryContent(TEN);
    assertThat(source.open(10, 10)).isEmpty();
    InputStream part = source.open(8, 9);
    assertThat(part.read()).isEqualTo('8');
    assertThat(part.read()).isEqualTo(-1);
    assertThat(part.skip(1)).isZero();
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aPartBeyondTheEndIsRefused(ContentSource source) {
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> source.open(3, 11));
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> source.open(4, 3));
  }
}
