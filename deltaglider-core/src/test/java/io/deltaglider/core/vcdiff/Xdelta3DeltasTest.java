package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decodes what the installed xdelta3 makes of larger inputs than the stored vectors. */
class Xdelta3DeltasTest {
  private static final int SIZE = 1_500_000;
  private static final byte[] SOURCE = Samples.text(11, SIZE);
  private static final byte[] TARGET = Samples.edited(SOURCE, 12, 400);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-9",
        "-1 -S none",
        "-9 -S lzma -W 16384",
        "-9 -S djw",
        "-3 -S djw -W 65536 -n",
        "-6 -S fgk",
        "-9 -S fgk -W 16384",
        "-1 -S fgk -W 65536 -n",
        "-6 -W 16777216 -A="
      })
  void decodeToTheTargetAndItsRanges(String options) throws Exception {
    byte[] delta = Xdelta3.in(directory).encode(SOURCE, TARGET, List.of(options.split(" ", -1)));
    VcdiffDecoder decoder = new VcdiffDecoder(DecoderLimits.DEFAULT);
    ByteSource source = ByteSource.of(SOURCE);
    try (InputStream target = decoder.decode(new ByteArrayInputStream(delta), source)) {
      assertThat(Arrays.mismatch(target.readAllBytes(), TARGET)).isEqualTo(-1);
    }
    int from = TARGET.length / 2;
    int to = from + 100_000;
    try (InputStream range = decoder.decode(new ByteArrayInputStream(delta), source, from, to)) {
      byte[] expected = Arrays.copyOfRange(TARGET, from, to);
      assertThat(Arrays.mismatch(range.readAllBytes(), expected)).isEqualTo(-1);
    }
  }
}
