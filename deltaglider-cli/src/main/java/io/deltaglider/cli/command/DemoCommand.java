package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.demo.Demo;
import io.deltaglider.cli.location.Location;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what the product does. */
@Command(
    name = "demo",
    description = {
      "Keep versions of a release in a temporary archive and get every one back.",
      "With files: keep these, the oldest first."
    })
final class DemoCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Versions of one archive.")
  List<String> files = new ArrayList<>();

  DemoCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    context.refuseStore();
    CliEnvironment environment = context.environment();
    List<Path> paths = new ArrayList<>();
    for (String file : files) {
      paths.add(Location.path(file, environment.directory()));
    }
    new Demo(environment, context.output(), context::putOptions).run(paths);
    return ExitCode.OK.number();
  }
}
