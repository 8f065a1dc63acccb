package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.migrate.JournalHeader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of commands that move whole buckets. */
final class MigrationOptions {
  private static final int MAX_CONCURRENCY = 64;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description =
          "Where to note what is done. Default: a file in $XDG_STATE_HOME/deltaglider, else"
              + " ~/.local/state/deltaglider.")
  Optional<String> journal = Optional.empty();

  @Option(names = "--resume", description = "Go on with what a journal has begun, without asking.")
  boolean resume;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Option(names = "--dry-run", description = "Only say what would be done.")
  boolean dryRun;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many families are done at once. Default: 4.")
  int concurrency;

  @Mixin FilterOptions filters = new FilterOptions();

  /**
   * Checks the options that go together.
   *
   * @throws CliException with exit code USAGE
   */
  void check() {
    if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
      throw CliException.usage(
          "usage", "--concurrency " + concurrency, "is not 1 to " + MAX_CONCURRENCY, "");
    }
  }

  /** Returns where the journal is. */
  Path journalFile(CliEnvironment environment, JournalHeader header) {
    Path file =
        journal
            .map(text -> Location.path(text, environment.directory()))
            .orElseGet(() -> stateDirectory(environment).resolve(header.fileName()));
    if (resume && !Files.exists(file)) {
      throw new CliException(
          ExitCode.NOT_FOUND, "resume", file.toString(), "no such journal", "leave out --resume");
    }
    return file;
  }

  private static Path stateDirectory(CliEnvironment environment) {
    return variable(environment, "XDG_STATE_HOME")
        .map(Path::of)
        .filter(Path::isAbsolute) // XDG: relative paths are to be ignored
        .or(() -> variable(environment, "HOME").map(home -> Path.of(home, ".local", "state")))
        .orElseThrow(
            () ->
                CliException.usage(
                    "usage",
                    "--journal",
                    "neither XDG_STATE_HOME nor HOME says where it could be",
                    "name a file"))
        .resolve("deltaglider");
  }

  private static Optional<String> variable(CliEnvironment environment, String name) {
    return Optional.ofNullable(environment.variables().get(name)).filter(text -> !text.isEmpty());
  }
}
