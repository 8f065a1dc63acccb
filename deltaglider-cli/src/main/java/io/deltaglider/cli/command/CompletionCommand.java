package io.deltaglider.cli.command;

import io.deltaglider.cli.output.Output;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the script that lets a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Write the script that completes commands and options in a shell.")
final class CompletionCommand implements Runnable {
  /** The shells there is a script for: the same one, which asks in which it runs. */
  enum Shell {
    /** GNU Bash. */
    bash,
    /** The Z shell. */
    zsh
  }

  private final CommandContext context;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "bash|zsh", description = "Which shell.")
  Shell shell = Shell.bash;

  CompletionCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public void run() {
    CommandSpec root = Objects.requireNonNull(spec, "spec").root();
    Output output = context.output();
    output.line(AutoComplete.bash(root.name(), root.commandLine()));
  }
}
