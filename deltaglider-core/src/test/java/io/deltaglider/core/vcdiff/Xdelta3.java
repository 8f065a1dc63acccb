package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The stock xdelta3 binary as an oracle. */
final class Xdelta3 {
  private static final String REQUIRED = "deltaglider.xdelta3.required";

  private final Path directory;

  private Xdelta3(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns the binary, working in an empty directory. Without one the test is skipped, but where
   * the environment has {@code CI=true} or the property {@value #REQUIRED} is set it fails.
   */
  static Xdelta3 in(Path directory) {
    boolean installed =
        Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "xdelta3")));
    if (!installed
        && (Boolean.getBoolean(REQUIRED) || "true".equalsIgnoreCase(System.getenv("CI")))) {
      fail("xdelta3 is not on the PATH, and this environment requires it");
    }
    assumeTrue(installed, "xdelta3 is not on the PATH: interoperability was not tested");
    return new Xdelta3(directory);
  }

  /** Applies a delta and asserts that the result is {@code target}. */
  void assertDecodes(byte[] source, byte[] delta, byte[] target, String... options)
      throws IOException, InterruptedException {
    Path sourceFile = Files.write(directory.resolve("source"), source);
    Path deltaFile = Files.write(directory.resolve("delta"), delta);
    Path result = directory.resolve("result");
    Files.deleteIfExists(result);
    List<String> command = new ArrayList<>(List.of("xdelta3", "-d", "-f"));
    command.addAll(List.of(options));
    command.addAll(List.of("-s", sourceFile.toString(), deltaFile.toString(), result.toString()));
    run(command);
    assertThat(Files.readAllBytes(result)).isEqualTo(target);
  }

  /** Returns the delta that xdelta3 makes with these options. */
  byte[] encode(byte[] source, byte[] target, List<String> options)
      throws IOException, InterruptedException {
    Path sourceFile = Files.write(directory.resolve("source"), source);
    Path targetFile = Files.write(directory.resolve("target"), target);
    Path delta = directory.resolve("delta");
    List<String> command = new ArrayList<>(List.of("xdelta3", "-e", "-f", "-D"));
    command.addAll(options);
    command.addAll(List.of("-s", sourceFile.toString(), targetFile.toString(), delta.toString()));
    run(command);
    return Files.readAllBytes(delta);
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    int exit =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    assertThat(exit).as(() -> String.join(" ", command) + ": " + read(log)).isZero();
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
