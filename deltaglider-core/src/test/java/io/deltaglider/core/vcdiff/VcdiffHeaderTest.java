package io.deltaglider.core.vcdiff;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VcdiffHeaderTest {
  @Test
  void readsTheApplicationHeaderAndNotAByteMore() throws IOException {
    byte[] bytes =
        DeltaBuilder.magic().bytes(5, 2, 3).bytes("a//".getBytes(US_ASCII)).bytes(9).toByteArray();
    ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
    VcdiffHeader header = VcdiffHeader.read(stream);
    assertThat(header.secondary()).contains(SecondaryCompression.LZMA);
    assertThat(header.applicationHeader()).contains(ApplicationHeader.of("a//".getBytes(US_ASCII)));
    assertThat(stream.read()).isEqualTo(9);
  }

  @Test
  void everyPartMayBeMissing() throws IOException {
    assertThat(read(DeltaBuilder.plain()))
        .isEqualTo(new VcdiffHeader(Optional.empty(), Optional.empty()));
    assertThat(read(DeltaBuilder.magic().bytes(4, 0)).applicationHeader())
        .contains(ApplicationHeader.of(new byte[0]));
  }

  @ParameterizedTest
  @EnumSource
  void namesTheSecondaryCompressor(SecondaryCompression secondary) throws IOException {
    assertThat(read(DeltaBuilder.compressedBy(secondary)).secondary()).contains(secondary);
  }

  @ParameterizedTest
  @CsvSource({
    "56 43 44 00, 0, no VCDIFF delta",
    "d6 c3 c4 01 00, 0, no VCDIFF delta",
    "d6 c3 c4, 3, ends too early",
    "d6 c3 c4 00, 4, ends too early",
    "d6 c3 c4 00 02, 5, custom code tables are not supported",
    "d6 c3 c4 00 08, 5, unknown bits in the header indicator: 8",
    "d6 c3 c4 00 01 03, 6, unknown secondary compressor: 3",
    "d6 c3 c4 00 04 02 00, 7, ends too early",
    "d6 c3 c4 00 04 c0 80 01, 8, application header of 1048577 bytes",
    "d6 c3 c4 00 04 ff ff ff ff ff ff ff ff ff 7f, 14, more than 63 bits",
  })
  void refusesWhatIsNoHeader(String hex, long offset, String reason) {
    DeltaBuilder builder = new DeltaBuilder().bytes(HexFormat.ofDelimiter(" ").parseHex(hex));
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> read(builder))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset))
        .satisfies(e -> assertThat(e.reason()).contains(reason))
        .withMessageContaining("malformed delta at byte " + offset);
  }

  @Test
  void applicationHeadersAreValues() {
    byte[] bytes = {1, 2, 3};
    ApplicationHeader header = ApplicationHeader.of(bytes);
    bytes[0] = 9;
    header.bytes()[0] = 9;
    assertThat(header.bytes()).containsExactly(1, 2, 3);
    assertThat(header.size()).isEqualTo(3);
    assertThat(header)
        .isEqualTo(ApplicationHeader.of(new byte[] {1, 2, 3}))
        .hasSameHashCodeAs(ApplicationHeader.of(new byte[] {1, 2, 3}))
        .isNotEqualTo(ApplicationHeader.of(Arrays.copyOf(bytes, 2)));
    assertThat(ApplicationHeader.of("x/y".getBytes(US_ASCII))).hasToString("x/y");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ApplicationHeader.of(new byte[ApplicationHeader.MAX_SIZE + 1]));
  }

  private static VcdiffHeader read(DeltaBuilder delta) throws IOException {
    return VcdiffHeader.read(new ByteArrayInputStream(delta.toByteArray()));
  }
}
