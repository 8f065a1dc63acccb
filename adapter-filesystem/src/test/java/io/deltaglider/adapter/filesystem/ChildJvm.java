package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that runs a main class of this package's tests. Its errors go to the console. */
final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private ChildJvm(Process process) {
    this.process = process;
    this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Starts a process. */
  static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return start(List.of("-Xmx64m"), main, arguments);
  }

  /** Starts a process with options for its virtual machine. */
  static ChildJvm start(List<String> options, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new ChildJvm(builder.start());
  }

  /** Returns the next line of the process, or null when it has ended. */
  @Nullable String readLine() throws IOException {
    return output.readLine();
  }

  /** Lets a process that waits for input go on. */
  void go() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  /** Returns all lines to the end of a process that must succeed. */
  List<String> readAll() throws IOException, InterruptedException {
    List<String> lines = readRest();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("process failed after " + lines);
    }
    return lines;
  }

  /** Kills the process as {@code kill -9} does, and returns what it had still written. */
  List<String> kill() throws IOException, InterruptedException {
    process.toHandle().destroyForcibly(); // Process.destroyForcibly would close the stream as well.
    List<String> lines = readRest();
    process.waitFor();
    return lines;
  }

  private List<String> readRest() throws IOException {
    List<String> lines = new ArrayList<>();
    String line = output.readLine();
    while (line != null) {
      lines.add(line);
      line = output.readLine();
    }
    return lines;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
