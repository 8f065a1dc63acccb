package io.deltaglider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs the command in a virtual machine of its own, which says what that took. Linux only. */
final class MeasuredCommand {
  private static final long PATIENCE_SECONDS = 1800;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  private MeasuredCommand() {}

  /**
   * What a command took.
   *
   * @param output what it wrote to standard output
   * @param seconds how long it ran, without the start of the virtual machine
   * @param peakMegabytes the peak of its resident memory
   */
  record Figures(Path output, double seconds, long peakMegabytes) {
    /** Returns the number of lines that were written. */
    long lines() throws IOException {
      try (Stream<String> lines = Files.lines(output)) {
        return lines.count();
      }
    }
  }

  /** Runs what must succeed without a word on standard error. */
  static Figures run(Cli cli, Path directory, String heap, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "output", "");
    Path errors = Files.createTempFile(directory, "errors", "");
    Path figures = Files.createTempFile(directory, "figures", "");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-Xmx" + heap));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MeasuredCommand.class.getName(), figures.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(cli.directory().toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(cli.variables());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(errors).isEmptyFile();
    assertThat(process.exitValue()).isZero();
    String[] numbers = Files.readString(figures).split(" ", -1);
    return new Figures(output, Double.parseDouble(numbers[0]), Long.parseLong(numbers[1]));
  }

  /** Runs the command whose arguments follow the name of the file for the figures. */
  public static void main(String[] arguments) {
    long start = System.nanoTime();
    Path figures = Path.of(arguments[0]);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> write(figures, start)));
    Main.main(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private static void write(Path figures, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    try (Stream<String> lines = Files.lines(STATUS)) {
      String peak = lines.filter(line -> line.startsWith(PEAK)).findFirst().orElseThrow();
      long kilobytes = Long.parseLong(peak.replaceAll("[^0-9]", ""));
      Files.writeString(figures, seconds + " " + kilobytes / 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
