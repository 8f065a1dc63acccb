package io.deltaglider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs the command in a virtual machine of its own, in the environment of a {@link Cli}. */
final class ChildProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  /** What a build in the background needs, because its children inherit that SIGINT is ignored. */
  private static final List<String> HEEDS_INTERRUPTS = prefix("env", "--default-signal=INT");

  private final Process process;

  private ChildProcess(Process process) {
    this.process = process;
  }

  /** Returns a command that runs another one, or nothing where there is no such command. */
  private static List<String> prefix(String... command) {
    List<String> trial = new ArrayList<>(List.of(command));
    trial.add("true");
    try {
      boolean works = new ProcessBuilder(trial).start().waitFor() == 0;
      return works ? List.of(command) : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static ChildProcess start(Cli cli, String... arguments) throws IOException {
    return start(cli, List.of(), arguments);
  }

  static ChildProcess start(Cli cli, List<String> javaOptions, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(HEEDS_INTERRUPTS);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(javaOptions);
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(cli.directory().toFile());
    builder.environment().putAll(cli.variables());
    return new ChildProcess(builder.start());
  }

  OutputStream input() {
    return process.getOutputStream();
  }

  /** Returns what it writes to standard output. */
  InputStream output() {
    return process.getInputStream();
  }

  /** Ends it at once, as a power failure would, unless it ends by itself before that moment. */
  void killAfter(long millis) throws InterruptedException {
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** Returns a process that sends a signal as soon as it is told to, without having to start. */
  Process signaller(String signal) throws IOException {
    return new ProcessBuilder("sh", "-c", "read go && kill -" + signal + " " + process.pid())
        .start();
  }

  static void fire(Process signaller) throws IOException {
    try (OutputStream go = signaller.getOutputStream()) {
      go.write('\n');
    }
  }

  /** Waits for the end. */
  Cli.Result result() throws IOException, InterruptedException {
    // Both at once: a process that fills one pipe waits for its reader.
    CompletableFuture<String> errors = CompletableFuture.supplyAsync(this::errors);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = errors.join();
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    for (ExitCode code : ExitCode.values()) {
      if (code.number() == process.exitValue()) {
        return new Cli.Result(code, out, err);
      }
    }
    throw new AssertionError("exit code " + process.exitValue() + ": " + out + err);
  }

  private String errors() {
    try {
      return new String(process.getErrorStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
