package io.deltaglider.benchmark.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A command that makes and undoes deltas of files. */
final class ProcessTool implements Tool {
  private final ToolName name;
  private final Command command;
  private final PairFiles files;
  private final Map<String, String> environment;

  /**
   * Creates one.
   *
   * @param environment variables for the command beside those of this process
   */
  ProcessTool(ToolName name, Command command, PairFiles files, Map<String, String> environment) {
    this.name = name;
    this.command = command;
    this.files = files;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public ToolName name() {
    return name;
  }

  @Override
  public Repetition repetition() {
    return Repetition.PROCESS;
  }

  @Override
  public Usage encode() throws Exception {
    Files.deleteIfExists(delta());
    return TimedProcess.measure(command.encode(files, delta()), environment);
  }

  @Override
  public Usage decode() throws Exception {
    Files.deleteIfExists(files.decoded());
    Usage usage = TimedProcess.measure(command.decode(files, delta()), environment);
    if (Files.mismatch(files.decoded(), files.target()) >= 0) {
      throw new IOException(name.label() + ": the delta does not decode to " + files.target());
    }
    Files.delete(files.decoded());
    return usage;
  }

  @Override
  public long deltaBytes() throws IOException {
    return Files.size(delta());
  }

  private Path delta() {
    return files.scratch().resolve(name + ".delta");
  }
}
