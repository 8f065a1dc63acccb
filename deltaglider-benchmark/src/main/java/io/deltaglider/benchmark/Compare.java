package io.deltaglider.benchmark;

import io.deltaglider.core.vcdiff.DecoderLimits;
import io.deltaglider.core.vcdiff.EncodeLimits;
import io.deltaglider.core.vcdiff.EncoderOptions;
import io.deltaglider.core.vcdiff.VcdiffDecoder;
import io.deltaglider.core.vcdiff.VcdiffEncoder;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Encodes and decodes each pair of releases with this engine, warm in this process, and with the
 * installed xdelta3, in turns, and prints a table of delta sizes and CPU seconds.
 */
public final class Compare {
  private final Path corpora;
  private final PrintStream output;

  private Compare(Path corpora, PrintStream output) {
    this.corpora = corpora;
    this.output = output;
  }

  /**
   * Prints the table.
   *
   * @param arguments the directory of the corpora
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("usage: Compare DIRECTORY-OF-CORPORA");
      System.exit(2);
    }
    new Compare(Path.of(arguments[0]), System.out).run();
  }

  private void run() throws Exception {
    output.println(
        "| pair | bytes | xdelta3 -9 | ratio | encode CPU s | xdelta3 -9 | ratio | decode CPU s"
            + " | xdelta3 -d | ratio |");
    output.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (CorpusPair pair : CorpusPair.all()) {
      compare(pair);
    }
  }

  private void compare(CorpusPair pair) throws Exception {
    Path sourceFile = pair.source(corpora);
    Path targetFile = pair.target(corpora);
    ByteSource source = CorpusPair.read(sourceFile);
    byte[] content = Files.readAllBytes(targetFile);
    ByteSource target = ByteSource.of(content);
    Path theirDelta = Files.createTempFile("compare", ".vcdiff");
    Path theirTarget = Files.createTempFile("compare", ".target");
    try {
      CpuMeasure encode = new CpuMeasure();
      CpuMeasure theirEncode = new CpuMeasure();
      CpuMeasure decode = new CpuMeasure();
      CpuMeasure theirDecode = new CpuMeasure();
      ByteArrayOutputStream delta = new ByteArrayOutputStream();
      for (int run = 0; run < CpuMeasure.RUNS; run++) {
        delta.reset();
        encode.measure(() -> encode(source, target, delta));
        theirEncode.add(Xdelta3Process.encode(sourceFile, targetFile, theirDelta));
        byte[] ours = delta.toByteArray();
        decode.measure(() -> decode(source, ours));
        theirDecode.add(Xdelta3Process.decode(sourceFile, theirDelta, theirTarget));
      }
      check(source, delta.toByteArray(), content);
      print(
          pair,
          delta.size(),
          Files.size(theirDelta),
          encode.median(),
          theirEncode.median(),
          decode.median(),
          theirDecode.median());
    } finally {
      Files.delete(theirDelta);
      Files.delete(theirTarget);
    }
  }

  private static void encode(ByteSource source, ByteSource target, OutputStream delta)
      throws IOException {
    new VcdiffEncoder(EncoderOptions.DEFAULT).encode(source, target, delta, EncodeLimits.UNLIMITED);
  }

  private static void decode(ByteSource source, byte[] delta) throws IOException {
    try (InputStream content =
        new VcdiffDecoder(DecoderLimits.DEFAULT).decode(new ByteArrayInputStream(delta), source)) {
      content.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void check(ByteSource source, byte[] delta, byte[] content) throws IOException {
    try (InputStream decoded =
        new VcdiffDecoder(DecoderLimits.DEFAULT).decode(new ByteArrayInputStream(delta), source)) {
      if (!Arrays.equals(decoded.readAllBytes(), content)) {
        throw new IOException("a delta does not decode to its target");
      }
    }
  }

  private void print(
      CorpusPair pair,
      long bytes,
      long theirBytes,
      Duration encode,
      Duration theirEncode,
      Duration decode,
      Duration theirDecode) {
    output.printf(
        Locale.ROOT,
        "| %s | %,d | %,d | %.3f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
        pair.label(),
        bytes,
        theirBytes,
        (double) bytes / theirBytes,
        seconds(encode),
        seconds(theirEncode),
        seconds(encode) / seconds(theirEncode),
        seconds(decode),
        seconds(theirDecode),
        seconds(decode) / seconds(theirDecode));
    output.flush();
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
