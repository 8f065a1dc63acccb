package io.deltaglider.core.vcdiff;

import io.deltaglider.core.vcdiff.DeltaBuilder.Window;
import io.deltaglider.core.vcdiff.Xdelta3Vectors.Vector;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * The inputs from which fuzzing starts, by name: real deltas, some that are made here, and what
 * fuzzing has found, which is in {@code src/test/resources/fuzz}.
 */
final class FuzzCorpus {
  private static final String DECODER = "decoder";
  private static final String ROUND_TRIP = "round-trip";

  /** The largest delta to take: fuzzing is the slower the larger its inputs are. */
  private static final int MAX_DELTA = 2500;

  private static final int MAX_TARGET = 1 << 14;
  private static final int PATTERN = 1 << 10;

  /** See {@link DecoderFuzzer}: windows of 128 KiB, targets of 1 MiB, dictionaries of 1 MiB. */
  private static final int WINDOW = 13;

  private static final int OTHERS = 3 | 8 << 2;

  private FuzzCorpus() {}

  /** Writes both corpora into folders of the folder named. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    write(folder.resolve(DECODER), decoder());
    write(folder.resolve(ROUND_TRIP), roundTrip());
  }

  private static void write(Path folder, Map<String, byte[]> inputs) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> each : inputs.entrySet()) {
      Files.write(folder.resolve(each.getKey()), each.getValue());
    }
  }

  /** Returns inputs of {@link DecoderFuzzer}. */
  static Map<String, byte[]> decoder() throws IOException {
    Map<String, byte[]> inputs = found(DECODER);
    Stream.of(Xdelta3Vectors.all(), Xdelta3Vectors.withCompressedSections())
        .flatMap(List::stream)
        .filter(each -> each.delta().length <= MAX_DELTA && hasSmallWindows(each))
        .forEach(each -> inputs.put(each.name(), decoderInput(each)));
    byte[] source = Samples.text(1, 500);
    for (int i = 0; i < 20; i++) {
      // Windows from 512 bytes on and targets of one to eight windows: some are within the limits.
      inputs.put(
          "program-" + i,
          DecoderFuzzer.input(
              5 + i % 4, i >> 2 & 3, 90, 700, source, source.length, programs(i, source)));
    }
    for (int effort = 1; effort <= 9; effort += 4) {
      inputs.put("own-" + effort, decoderInput(source, own(effort, source)));
    }
    inputs.put("no-window", decoderInput(source, DeltaBuilder.plain().toByteArray()));
    inputs.put("empty-windows", decoderInput(source, emptyWindows()));
    inputs.put("many-lzma-blocks", decoderInput(source, manyBlocks()));
    inputs.put("windows-lzma", decoderInput(source, lzmaWindows()));
    inputs.put("windows-fgk", decoderInput(source, fgkWindows()));
    return inputs;
  }

  private static boolean hasSmallWindows(Vector vector) {
    return vector.target().length <= MAX_TARGET || vector.name().contains("smallwin");
  }

  /** A large source is replaced by a repetition of its beginning. */
  private static byte[] decoderInput(Vector vector) {
    byte[] source = vector.source();
    byte[] pattern = Samples.slice(source, 0, Math.min(PATTERN, source.length));
    return DecoderFuzzer.input(WINDOW, OTHERS, 5, 700, pattern, source.length, vector.delta());
  }

  private static byte[] decoderInput(byte[] source, byte[] delta) {
    return DecoderFuzzer.input(WINDOW, OTHERS, 20, 300, source, source.length, delta);
  }

  /** Three windows; a checksum hides what a change of the input does, so every other has none. */
  private static byte[] programs(int seed, byte[] source) {
    Random random = new Random(seed);
    DeltaBuilder delta = DeltaBuilder.plain();
    for (int i = 0; i < 3; i++) {
      int from = random.nextInt(source.length / 2);
      byte[] segment = Samples.slice(source, from, from + random.nextInt(source.length / 2));
      Window window = new RandomProgram(random, segment).window(from);
      delta.window(seed % 2 == 0 ? window : window.withoutChecksum());
    }
    return delta.toByteArray();
  }

  private static byte[] own(int effort, byte[] source) throws IOException {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    byte[] target = Samples.concat(Samples.edited(source, effort, 5), Samples.text(2, 2000));
    new VcdiffEncoder(EncoderOptions.DEFAULT.withEffort(effort))
        .encode(ByteSource.of(source), ByteSource.of(target), delta, EncodeLimits.UNLIMITED);
    return delta.toByteArray();
  }

  private static byte[] emptyWindows() {
    DeltaBuilder run =
        new DeltaBuilder().bytes(CodeTable.run(), 30, CodeTable.copy(8, AddressCache.SELF));
    Window full =
        new Window(38)
            .data(new DeltaBuilder().bytes(7))
            .instructions(run)
            .addresses(new DeltaBuilder().bytes(29));
    return DeltaBuilder.plain()
        .window(new Window(0))
        .window(full)
        .window(new Window(0))
        .window(full)
        .window(new Window(0))
        .toByteArray();
  }

  /** A section that is an .xz stream of many blocks, each of which asks for a dictionary. */
  private static byte[] manyBlocks() throws IOException {
    int blocks = 120;
    ByteArrayOutputStream section = new ByteArrayOutputStream();
    LZMA2Options options = new LZMA2Options(0);
    options.setDictSize(1 << 20);
    try (XZOutputStream xz = new XZOutputStream(section, options, XZ.CHECK_NONE)) {
      for (int i = 0; i < blocks; i++) {
        xz.write(i);
        xz.endBlock();
      }
    }
    Window window = literalWindow(blocks, section.toByteArray());
    return DeltaBuilder.compressedBy(SecondaryCompression.LZMA).window(window).toByteArray();
  }

  /** Windows that need what the ones before left behind, also if those are passed over. */
  private static byte[] lzmaWindows() throws IOException {
    DeltaBuilder delta = DeltaBuilder.compressedBy(SecondaryCompression.LZMA);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (XZOutputStream xz = new XZOutputStream(stream, new LZMA2Options(0), XZ.CHECK_NONE)) {
      for (int i = 0; i < 3; i++) {
        byte[] text = Samples.text(i, 120);
        xz.write(text);
        xz.flush();
        delta.window(literalWindow(text.length, stream.toByteArray()));
        stream.reset();
      }
    }
    return delta.toByteArray();
  }

  /** The first window teaches the tree, the others are zero bits, whatever these mean by then. */
  private static byte[] fgkWindows() throws IOException {
    byte[] text = Samples.text(1, 120);
    FgkTree tree = new FgkTree();
    for (byte each : text) {
      tree.update(each & 0xff);
    }
    DeltaBuilder add = new DeltaBuilder().bytes(CodeTable.add(0)).varint(text.length);
    Window raw = new Window(text.length).data(new DeltaBuilder().bytes(text)).instructions(add);
    DeltaBuilder delta = DeltaBuilder.compressedBy(SecondaryCompression.FGK).window(raw);
    SectionInput section = new SectionInput(new DeltaInput(InputStream.nullInputStream()));
    for (int i = 0; i < 3; i++) {
      byte[] zeros = new byte[12];
      BitReader bits = new BitReader(zeros, zeros.length, section);
      int size = 0;
      while (bits.remaining() >= Byte.SIZE) {
        tree.decode(bits);
        size++;
      }
      delta.window(literalWindow(size, zeros));
    }
    return delta.toByteArray();
  }

  /** Returns a window of literals, which are compressed. */
  private static Window literalWindow(int size, byte[] compressed) {
    return new Window(size)
        .deltaIndicator(WindowHeader.VCD_DATACOMP)
        .data(new DeltaBuilder().varint(size).bytes(compressed))
        .instructions(new DeltaBuilder().bytes(CodeTable.add(0)).varint(size));
  }

  /** Returns inputs of {@link RoundTripFuzzer}. */
  static Map<String, byte[]> roundTrip() throws IOException {
    Map<String, byte[]> inputs = found(ROUND_TRIP);
    int[] source = {3, 1, 9, 9, 16, 0, 2, 0, 0, 5, 255, 3, 1, 0, 0, 8, 0};
    inputs.put("identical", roundTripInput(5, 0, source, 3, 0, 0, 0, 31, 255));
    inputs.put("changed", roundTripInput(4, 0, source, 3, 0, 0, 0, 31, 255, 7, 5, 0, 1));
    inputs.put("swapped", roundTripInput(8, 0, source, 3, 0, 9, 0, 8, 0, 3, 0, 0, 0, 9, 0));
    inputs.put("in-noise", roundTripInput(0, 255, source, 3, 9, 0, 9, 8, 0, 4, 9, 8, 0));
    for (int i = 0; i < 60; i++) {
      int noise = i % 8 == 0 ? 196 + i : 0;
      DeltaBuilder input = settings(i, i, 37 * i, noise, 1 + i % 12);
      inputs.put("random-" + i, input.bytes(Samples.random(i, 60 + 4 * i)).toByteArray());
    }
    return inputs;
  }

  /** Three edits that make the source, and those that make the target. */
  private static byte[] roundTripInput(int effort, int noise, int[] source, int... target) {
    return settings(effort, 0, 0, noise, 3).bytes(source).bytes(target).toByteArray();
  }

  private static DeltaBuilder settings(int effort, int index, int segment, int noise, int edits) {
    return new DeltaBuilder()
        .bytes(effort, index, segment, noise)
        .bytes(0, 0, 9, 0, 9, 0, 0, effort, edits);
  }

  private static Map<String, byte[]> found(String corpus) throws IOException {
    Map<String, byte[]> inputs = new TreeMap<>();
    for (Path file : files(corpus)) {
      inputs.put("found-" + file.getFileName(), Files.readAllBytes(file));
    }
    return inputs;
  }

  private static List<Path> files(String corpus) throws IOException {
    String folder = "/fuzz/" + corpus;
    try (Stream<Path> files =
        Files.list(Path.of(Objects.requireNonNull(FuzzCorpus.class.getResource(folder)).toURI()))) {
      return files.toList();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("no folder " + folder, e);
    }
  }
}
