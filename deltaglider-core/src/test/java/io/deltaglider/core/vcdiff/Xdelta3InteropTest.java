package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock xdelta3 reads what the encoder writes. */
class Xdelta3InteropTest {
  @TempDir Path directory;

  private static byte[] encode(EncoderOptions options, byte[] source, byte[] target)
      throws IOException {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    EncodeResult result =
        new VcdiffEncoder(options)
            .encode(ByteSource.of(source), ByteSource.of(target), delta, EncodeLimits.UNLIMITED);
    assertThat(result).isEqualTo(new EncodeResult(EncodeResult.Outcome.COMPLETE, delta.size()));
    return delta.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 9})
  void decodesEditedTextOfSeveralWindows(int effort) throws Exception {
    byte[] source = Samples.text(1, 10_000_000);
    byte[] target = Samples.edited(source, 2, 300);
    byte[] delta = encode(EncoderOptions.DEFAULT.withEffort(effort), source, target);
    Xdelta3.in(directory).assertDecodes(source, delta, target, "-D");
  }

  @Test
  void decodesAnEmptyTarget() throws Exception {
    byte[] source = Samples.text(1, 1000);
    byte[] delta = encode(EncoderOptions.DEFAULT, source, new byte[0]);
    Xdelta3.in(directory).assertDecodes(source, delta, new byte[0], "-D");
  }

  @Test
  void ignoresAnApplicationHeaderWithoutSlashes() throws Exception {
    byte[] source = Samples.text(1, 100_000);
    byte[] target = Samples.edited(source, 2, 10);
    byte[] header = "dg1:0123456789abcdef:42".getBytes(StandardCharsets.US_ASCII);
    byte[] delta = encode(EncoderOptions.DEFAULT.withApplicationHeader(header), source, target);
    Xdelta3.in(directory).assertDecodes(source, delta, target);
  }
}
