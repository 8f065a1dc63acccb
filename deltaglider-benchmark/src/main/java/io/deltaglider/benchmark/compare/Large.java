package io.deltaglider.benchmark.compare;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Encodes and decodes random bytes with an edit near the start and one in the middle, from half a
 * GiB to 4 GiB, through the command with little memory, and prints what each size takes.
 */
public final class Large {
  private static final long SEED = 6;
  private static final long HALF_GIB = 1L << 29;
  private static final List<Long> SIZES =
      List.of(HALF_GIB, 2 * HALF_GIB, 4 * HALF_GIB, 8 * HALF_GIB);
  private static final int BLOCK = 1 << 20;
  private static final int NEAR_START = 1000;
  private static final Map<String, String> LITTLE_MEMORY =
      Map.of("DELTAGLIDER_JAVA_OPTS", "-Xmx256m -XX:MaxDirectMemorySize=64m");

  private final PairFiles files;
  private final Tool tool;
  private final PrintStream output;

  private Large(Path directory, String program, PrintStream output) {
    this.files = new PairFiles(directory.resolve("source"), directory.resolve("target"), directory);
    this.tool =
        new ProcessTool(
            ToolName.ENGINE_PROCESS, new Command.DeltaGlider(program), files, LITTLE_MEMORY);
    this.output = output;
  }

  /**
   * Prints the table.
   *
   * @param arguments an empty directory for files of three times 4 GiB, and the {@code deltaglider}
   *     command
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      System.err.println("usage: Large SCRATCH DELTAGLIDER");
      System.exit(2);
    }
    new Large(Path.of(arguments[0]), arguments[1], System.out).run();
  }

  private void run() throws Exception {
    output.println(
        "| GiB | bytes | encode wall s | encode CPU s | peak RSS MiB"
            + " | decode wall s | decode CPU s | peak RSS MiB |");
    output.println("|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (long size : SIZES) {
      makeSource(size);
      makeTarget(size);
      Usage encode = tool.encode();
      Usage decode = tool.decode();
      output.printf(
          Locale.ROOT,
          "| %.1f | %,d | %s | %s |%n",
          size / 2.0 / HALF_GIB,
          tool.deltaBytes(),
          row(encode),
          row(decode));
      output.flush();
    }
  }

  private static String row(Usage usage) {
    return String.format(
        Locale.ROOT,
        "%.2f | %.2f | %d",
        Usage.seconds(usage.wall()),
        Usage.seconds(usage.cpu()),
        usage.peakBytes().orElseThrow() >> 20);
  }

  private void makeSource(long size) throws IOException {
    Random random = new Random(SEED);
    byte[] block = new byte[BLOCK];
    try (OutputStream stream = Files.newOutputStream(files.source())) {
      for (long written = 0; written < size; written += BLOCK) {
        random.nextBytes(block);
        stream.write(block);
      }
    }
  }

  private void makeTarget(long size) throws IOException {
    Files.copy(files.source(), files.target(), StandardCopyOption.REPLACE_EXISTING);
    ByteBuffer edit = ByteBuffer.wrap("one edit".getBytes(StandardCharsets.US_ASCII));
    try (FileChannel channel = FileChannel.open(files.target(), StandardOpenOption.WRITE)) {
      channel.write(edit.duplicate(), NEAR_START);
      channel.write(edit, size / 2);
    }
  }
}
