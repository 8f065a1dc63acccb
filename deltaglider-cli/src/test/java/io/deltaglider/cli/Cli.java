package io.deltaglider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.command.CommandLines;
import io.deltaglider.cli.output.StandardOutput;
import io.deltaglider.cli.transfer.PartialFiles;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Runs command lines in this process: a store, a working directory and settings of their own. */
final class Cli {
  static final String BUCKET = "s3://releases";

  private final Map<String, String> variables = new HashMap<>();
  private final Path root;
  private byte[] input = new byte[0];
  private boolean terminal;
  private LongSupplier nanoTime = System::nanoTime;
  private Clock clock = Clock.systemUTC();
  private CliEnvironment.SessionOpener sessions = DeltaGliderSession::open;

  /**
   * How a command ended.
   *
   * @param out what it wrote to standard output
   * @param err what it wrote to standard error
   */
  record Result(ExitCode exitCode, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }

    /** Checks how it ended, that it said why in one line, and returns that line. */
    String failure(ExitCode expected) {
      assertThat(exitCode).as(err).isEqualTo(expected);
      assertThat(err).startsWith("deltaglider: ").endsWith("\n").containsOnlyOnce("\n");
      return err.strip();
    }
  }

  /** Creates an environment without a bucket below {@code root}. */
  Cli(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(directory());
    variables.put("DG_STORE", "file:" + store());
    variables.put("DG_SCRATCH_DIR", scratch().toString());
    variables.put("DG_CACHE_DIR", root.resolve("cache").toString());
  }

  /** Creates an environment with an empty bucket. */
  static Cli withBucket(Path root) throws IOException {
    Cli cli = new Cli(root);
    cli.ok("mb", BUCKET);
    return cli;
  }

  Path directory() {
    return root.resolve("work");
  }

  Path store() {
    return root.resolve("store");
  }

  Path scratch() {
    return root.resolve("scratch");
  }

  Map<String, String> variables() {
    return variables;
  }

  Cli variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  Cli input(byte[] bytes) {
    input = bytes;
    return this;
  }

  Cli terminal() {
    terminal = true;
    return this;
  }

  Cli nanoTime(LongSupplier source) {
    nanoTime = source;
    return this;
  }

  Cli clock(Clock source) {
    clock = source;
    return this;
  }

  Cli sessions(CliEnvironment.SessionOpener opener) {
    sessions = opener;
    return this;
  }

  /** Writes a file below the working directory. */
  Path file(String name, byte[] content) throws IOException {
    Path file = directory().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }

  /** Returns the file in the store that holds an object. */
  Path stored(String key) {
    return store().resolve("releases").resolve(key + "%object");
  }

  Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Result result = run(out, arguments);
    return new Result(result.exitCode(), out.toString(UTF_8), result.err());
  }

  Result run(OutputStream out, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CliEnvironment environment =
        new CliEnvironment(
            variables,
            directory(),
            new ByteArrayInputStream(input),
            new StandardOutput(out),
            new PrintStream(err, true, UTF_8),
            terminal,
            clock,
            nanoTime,
            new PartialFiles(),
            sessions);
    ExitCode exitCode = CommandLines.run(environment, arguments);
    return new Result(exitCode, "", err.toString(UTF_8));
  }

  /** Runs what must succeed without a word on standard error, and returns what it wrote. */
  String ok(String... arguments) {
    Result result = run(arguments);
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
    return result.out();
  }

  /** Returns the content of an object. */
  byte[] content(String uri) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Result result = run(out, "cp", uri, "-");
    assertThat(result.err()).isEmpty();
    return out.toByteArray();
  }

  /** Returns the keys of all objects. */
  List<String> keys() {
    return keysOf(BUCKET);
  }

  /** Returns the keys of all objects below a prefix. */
  List<String> keysOf(String prefix) {
    String column = "^.{19} +[0-9]+ ";
    return ok("ls", "-r", prefix).lines().map(line -> line.replaceFirst(column, "")).toList();
  }

  /** Returns the names of all files below a directory, relative to it. */
  static List<String> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
