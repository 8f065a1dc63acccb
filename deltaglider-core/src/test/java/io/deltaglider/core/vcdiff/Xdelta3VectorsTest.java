package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.vcdiff.Xdelta3Vectors.Vector;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Xdelta3VectorsTest {
  private static final VcdiffDecoder DECODER = new VcdiffDecoder(DecoderLimits.DEFAULT);

  static List<Vector> vectors() {
    return Stream.of(Xdelta3Vectors.all(), Xdelta3Vectors.withCompressedSections())
        .flatMap(List::stream)
        .toList();
  }

  static List<Vector> checksummedVectorsWithSource() {
    return vectors().stream().filter(Xdelta3VectorsTest::dependsOnSource).toList();
  }

  @Test
  void thereAreAllOfThem() {
    assertThat(Xdelta3Vectors.all()).hasSize(121);
    assertThat(Xdelta3Vectors.withCompressedSections()).hasSize(7);
    assertThat(checksummedVectorsWithSource()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodeToTheirTargets(Vector vector) throws IOException {
    try (InputStream target = decode(vector)) {
      assertThat(target.readAllBytes()).isEqualTo(vector.target());
    }
    ByteArrayOutputStream transferred = new ByteArrayOutputStream();
    try (InputStream target = decode(vector)) {
      assertThat(target.transferTo(transferred)).isEqualTo(vector.target().length);
    }
    assertThat(transferred.toByteArray()).isEqualTo(vector.target());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void decodeToAnyRangeOfTheirTargets(Vector vector) throws IOException {
    byte[] target = vector.target();
    Random random = new Random(vector.name().hashCode());
    for (int i = 0; i < 10; i++) {
      int from = random.nextInt(target.length + 1);
      int to = from + random.nextInt(target.length - from + 1);
      assertThat(range(vector, from, to)).isEqualTo(Arrays.copyOfRange(target, from, to));
    }
    assertThat(range(vector, 0, target.length)).isEqualTo(target);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void endBeforeARangeThatIsTooLong(Vector vector) {
    int size = vector.target().length;
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(() -> range(vector, 0, size + 1))
        .withMessageContaining("the target ends at " + size);
  }

  @ParameterizedTest
  @MethodSource("checksummedVectorsWithSource")
  void areRefusedOnAnotherSource(Vector vector) {
    byte[] other = new byte[vector.source().length];
    new Random(3).nextBytes(other);
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(
            () ->
                DECODER
                    .decode(new ByteArrayInputStream(vector.delta()), ByteSource.of(other))
                    .readAllBytes())
        .withMessageContaining("checksum differs");
  }

  @Test
  void areRefusedOnAShorterSource() {
    Vector vector = Xdelta3Vectors.named("text-moved.nochecksum.vcdiff");
    ByteSource shorter = ByteSource.of(Arrays.copyOf(vector.source(), 299_999));
    assertThatExceptionOfType(MalformedDeltaException.class)
        .isThrownBy(
            () -> DECODER.decode(new ByteArrayInputStream(vector.delta()), shorter).readAllBytes())
        .withMessageContaining("the source has 299999");
  }

  private static InputStream decode(Vector vector) {
    return DECODER.decode(new ByteArrayInputStream(vector.delta()), vector.byteSource());
  }

  private static byte[] range(Vector vector, long from, long to) throws IOException {
    try (InputStream range =
        DECODER.decode(new ByteArrayInputStream(vector.delta()), vector.byteSource(), from, to)) {
      return range.readAllBytes();
    }
  }

  /** Tells whether the target has much of the source in it and the delta notices another one. */
  private static boolean dependsOnSource(Vector vector) {
    if (!vector.hasChecksums() || vector.source().length < 2) {
      return false;
    }
    String name = vector.name();
    return name.startsWith("text-edited")
        || name.startsWith("windows")
        || name.startsWith("text-same")
        || name.startsWith("text-moved")
        || name.startsWith("random-edited")
        || name.startsWith("runs-edited");
  }
}
