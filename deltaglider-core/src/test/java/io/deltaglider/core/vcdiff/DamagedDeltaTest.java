package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.vcdiff.Xdelta3Vectors.Vector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Adler32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damages small real deltas in every place. */
@DisplayName("P-19: damaged delta")
class DamagedDeltaTest {
  /** The lowest and the highest bit. */
  private static final int[] DAMAGES = {0x01, 0x80};

  static List<Vector> smallVectors() {
    Stream<Vector> plain =
        Stream.of(
                "text-edited.default-9",
                "text-edited.nochecksum",
                "runs-edited.djw-9",
                "runs-edited.nosource",
                "text-runs.smallwin",
                "one-to-one.default-9",
                "text-to-empty.default-9")
            .map(name -> Xdelta3Vectors.named(name + ".vcdiff"));
    return Stream.concat(plain, Xdelta3Vectors.withCompressedSections().stream()).toList();
  }

  static List<Vector> tinyVectors() {
    return smallVectors().stream().filter(vector -> vector.delta().length < 700).toList();
  }

  static List<Vector> smallChecksummedVectors() {
    return smallVectors().stream().filter(Vector::hasChecksums).toList();
  }

  static List<Vector> smallUncheckedVectors() {
    return smallVectors().stream().filter(vector -> !vector.hasChecksums()).toList();
  }

  @ParameterizedTest
  @MethodSource("smallVectors")
  void cutAnywhereButBetweenWindowsItIsRefused(Vector vector) throws IOException {
    int prefixes = 0;
    for (int length = 0; length < vector.delta().length; length++) {
      Optional<byte[]> target = decode(vector, Arrays.copyOf(vector.delta(), length));
      if (target.isPresent()) {
        int made = target.get().length;
        assertThat(Arrays.mismatch(target.get(), vector.target())).isIn(-1, made);
        prefixes++;
      }
    }
    assertThat(prefixes).isEqualTo(windows(vector));
  }

  @ParameterizedTest
  @MethodSource("smallChecksummedVectors")
  void withChecksumsAnyDamageIsRefusedOrDoesNoHarm(Vector vector) throws IOException {
    int refused = 0;
    for (int place = 0; place < vector.delta().length; place++) {
      for (int damage : DAMAGES) {
        Optional<byte[]> target = decode(vector, damaged(vector.delta(), place, damage));
        if (target.isEmpty()) {
          refused++;
        } else {
          assertSameByChecksum(vector, target.get(), place, damage);
        }
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  @ParameterizedTest
  @MethodSource("smallUncheckedVectors")
  void withoutChecksumsAnyDamageStaysWithinTheLimits(Vector vector) throws IOException {
    for (int place = 0; place < vector.delta().length; place++) {
      for (int damage : DAMAGES) {
        decode(vector, damaged(vector.delta(), place, damage));
      }
    }
  }

  @Tag("nightly")
  @ParameterizedTest
  @MethodSource("tinyVectors")
  void everyChangeOfEveryByteStaysWithinTheLimits(Vector vector) throws IOException {
    for (int place = 0; place < vector.delta().length; place++) {
      for (int damage = 1; damage < 256; damage++) {
        Optional<byte[]> target = decode(vector, damaged(vector.delta(), place, damage));
        if (target.isPresent() && vector.hasChecksums()) {
          assertSameByChecksum(vector, target.get(), place, damage);
        }
      }
    }
  }

  /**
   * Passes the vector's target, and what the format has no means to tell from it: no checksum
   * covers the length of the application header, and one that reaches to the end of a window leaves
   * a delta of the windows behind it, if there are any; and Adler-32 misses some exchanges of equal
   * numbers of bytes, which is just what damage to a Huffman code makes.
   */
  private static void assertSameByChecksum(Vector vector, byte[] target, int place, int damage) {
    byte[] whole = vector.target();
    int missing = whole.length - target.length;
    if (missing >= 0 && Arrays.equals(target, 0, target.length, whole, missing, whole.length)) {
      return;
    }
    assertThat(target)
        .as("length with byte %s of %s changed by %s", place, vector, damage)
        .hasSameSizeAs(vector.target());
    assertThat(byteSum(target))
        .as("byte sum with byte %s of %s changed by %s", place, vector, damage)
        .isEqualTo(byteSum(vector.target()));
  }

  /** Returns the half of Adler-32 that depends on the bytes alone, not on their order. */
  private static long byteSum(byte[] bytes) {
    Adler32 adler = new Adler32();
    adler.update(bytes);
    return adler.getValue() & 0xffff;
  }

  private static byte[] damaged(byte[] delta, int place, int damage) {
    byte[] copy = delta.clone();
    copy[place] ^= (byte) damage;
    return copy;
  }

  /** Returns the target, or nothing if the delta is refused; any other exception passes. */
  private static Optional<byte[]> decode(Vector vector, byte[] delta) throws IOException {
    int limit = Math.max(1, 2 * vector.target().length);
    VcdiffDecoder decoder = new VcdiffDecoder(new DecoderLimits(limit, limit, 1 << 20));
    try (InputStream target =
        decoder.decode(new ByteArrayInputStream(delta), vector.byteSource())) {
      byte[] bytes = target.readAllBytes();
      assertThat(bytes).hasSizeLessThanOrEqualTo(limit);
      return Optional.of(bytes);
    } catch (MalformedDeltaException e) {
      assertThat(e.offset()).isBetween(0L, (long) delta.length);
      return Optional.empty();
    }
  }

  /**
   * Counts the places where a delta may end: after its header and after all windows but the last.
   */
  private static int windows(Vector vector) throws IOException {
    DeltaInput input = new DeltaInput(new ByteArrayInputStream(vector.delta()));
    VcdiffHeader.read(input);
    int windows = 0;
    for (int indicator = input.readByteOrEnd(); indicator >= 0; indicator = input.readByteOrEnd()) {
      input.skip(WindowHeader.read(indicator, input).sectionsLength());
      windows++;
    }
    return windows;
  }
}
