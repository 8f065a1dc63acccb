package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command itself, with the options that stand before or behind every subcommand. */
@Command(
    name = "deltaglider",
    description = "Keeps versions of archives as one reference and small deltas.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = VersionProvider.class,
    sortOptions = false)
final class RootCommand implements Runnable {
  @Option(
      names = "--store",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Which store: file:PATH, memory:, s3: or gcs:. Default: $DG_STORE, else s3:")
  @Nullable String store;

  @Option(
      names = "--endpoint-url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description = "Another server than the cloud's own. Default: $AWS_ENDPOINT_URL_S3.")
  @Nullable String endpointUrl;

  @Option(
      names = "--region",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "The region of S3. Default: $AWS_REGION, else the profile's.")
  @Nullable String region;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      scope = ScopeType.INHERIT,
      description = "A profile of the files in ~/.aws. Default: $AWS_PROFILE.")
  @Nullable String profile;

  @Option(
      names = "--no-sign-request",
      scope = ScopeType.INHERIT,
      description = "Send no credentials to S3.")
  boolean noSignRequest;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Write JSON documents, one a line.")
  boolean json;

  @Option(
      names = {"--quiet", "--only-show-errors"},
      scope = ScopeType.INHERIT,
      description = "Do not say what was done; failures are still shown.")
  boolean quiet;

  @Option(names = "--no-progress", scope = ScopeType.INHERIT, description = "Show no progress bar.")
  boolean noProgress;

  @Option(
      names = "--max-ratio",
      paramLabel = "RATIO",
      scope = ScopeType.INHERIT,
      description =
          "Keep a delta only if it is at most this part of the content: above 0, at most 1."
              + " Default: $DG_MAX_RATIO, else 0.75. Only for commands that store.")
  @Nullable Double maxRatio;

  @Option(
      names = "--effort",
      paramLabel = "1..9",
      scope = ScopeType.INHERIT,
      description =
          "How hard to look for small deltas: 1 fastest, 9 smallest. Default: 5."
              + " Only for commands that make deltas.")
  @Nullable Integer effort;

  @Option(
      names = "--color",
      paramLabel = "on|off|auto",
      scope = ScopeType.INHERIT,
      converter = ColorMode.Converter.class,
      description = "Whether failures are red; auto, the default: on a terminal.")
  ColorMode color = ColorMode.AUTO;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Log what happens and show stack traces.")
  boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  boolean version;

  @Override
  public void run() {
    throw CliException.usage("usage", "deltaglider", "no command given", "see: deltaglider --help");
  }
}
