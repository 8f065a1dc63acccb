package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command. */
@Command(name = "help", helpCommand = true, description = "Show the help of a command.")
final class HelpCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command.")
  List<String> names = new ArrayList<>();

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = Objects.requireNonNull(spec).root().commandLine();
    for (String name : names) {
      CommandLine subcommand = line.getSubcommands().get(name);
      if (subcommand == null) {
        throw CliException.usage(
            "usage", "'" + name + "'", "unknown command", "see: deltaglider --help");
      }
      line = subcommand;
    }
    line.usage(line.getOut());
    return ExitCode.OK.number();
  }
}
