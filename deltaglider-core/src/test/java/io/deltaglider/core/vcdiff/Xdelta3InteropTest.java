package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.vcdiff.Xdelta3Vectors.Vector;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock xdelta3 reads what the encoder writes. */
class Xdelta3InteropTest {
  private static final byte[] HEADER =
      "dg1:0123456789abcdef:42".getBytes(StandardCharsets.US_ASCII);

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
    byte[] source = Samples.text(1, 9_000_000);
    byte[] target = Samples.edited(source, 2, 25);
    byte[] delta = encode(EncoderOptions.DEFAULT.withEffort(effort), source, target);
    Xdelta3.in(directory).assertDecodes(source, delta, target, "-D");
  }

  static Stream<Arguments> pairs() {
    Map<List<String>, Vector> distinct = new LinkedHashMap<>();
    for (Vector vector : Xdelta3Vectors.all()) {
      distinct.putIfAbsent(
          List.of(Arrays.toString(vector.source()), Arrays.toString(vector.target())), vector);
    }
    return distinct.values().stream()
        .flatMap(
            vector ->
                Stream.of(
                    Arguments.of(vector.name(), vector.source(), vector.target()),
                    Arguments.of(vector.name() + " reversed", vector.target(), vector.source())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void decodesItsOwnPairsAtSeveralEfforts(String name, byte[] source, byte[] target)
      throws Exception {
    Xdelta3 xdelta3 = Xdelta3.in(directory);
    EncoderOptions options = EncoderOptions.DEFAULT;
    xdelta3.assertDecodes(source, encode(options.withEffort(1), source, target), target, "-D");
    xdelta3.assertDecodes(source, encode(options.withEffort(9), source, target), target, "-D");
    byte[] withHeader = encode(options.withApplicationHeader(HEADER), source, target);
    xdelta3.assertDecodes(source, withHeader, target);
  }

  @Test
  @DisplayName("P-46: halves swapped, farther apart than xdelta3's own source window")
  void decodesCopiesFromTheWholeSource() throws Exception {
    byte[] source = Samples.random(1, 70_000_000);
    byte[] target =
        Samples.concat(
            Samples.slice(source, 35_000_000, source.length), Samples.slice(source, 0, 35_000_000));
    byte[] delta = encode(EncoderOptions.DEFAULT, source, target);
    assertThat(delta).hasSizeLessThan(1000);
    Xdelta3.in(directory).assertDecodes(source, delta, target);
  }

  @Test
  void takesNoZipForCompressedInput() throws Exception {
    byte[] source = zip(1);
    byte[] target = zip(2);
    byte[] delta = encode(EncoderOptions.DEFAULT.withApplicationHeader(HEADER), source, target);
    assertThat(delta.length).isLessThan(target.length);
    Xdelta3.in(directory).assertDecodes(source, delta, target);
  }

  private static byte[] zip(int version) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 50; i++) {
        ZipEntry entry = new ZipEntry("member" + i);
        entry.setTimeLocal(LocalDateTime.of(2020, version, 1, 0, 0));
        zip.putNextEntry(entry);
        zip.write(Samples.text(i % 10 == 0 ? version : i, 5000));
      }
    }
    return bytes.toByteArray();
  }
}
