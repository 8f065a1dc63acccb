package io.deltaglider.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.wiring.EnvironmentSettings;
import io.deltaglider.wiring.LogLevel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Builds the command with all its subcommands, and runs it. */
public final class CommandLines {
  private static final String LOG_PROPERTY = "org.slf4j.simpleLogger.";

  /** What the clouds' libraries log below this are requests, with all the secrets in them. */
  private static final LogLevel MOST_OF_OTHERS = LogLevel.WARN;

  private CommandLines() {}

  /**
   * Runs one command line.
   *
   * @return how it ended; whatever went wrong was shown
   */
  public static ExitCode run(CliEnvironment environment, String... arguments) {
    RootCommand root = new RootCommand();
    CommandLine line = build(environment, root);
    int number = line.execute(arguments);
    environment.out().flush();
    if (number == ExitCode.OK.number()) {
      number = unwritten(environment, root);
    }
    environment.err().flush();
    for (ExitCode code : ExitCode.values()) {
      if (code.number() == number) {
        return code;
      }
    }
    return ExitCode.INTERNAL;
  }

  private static CommandLine build(CliEnvironment environment, RootCommand root) {
    CommandContext context = new CommandContext(environment, root);
    CommandLine line = new CommandLine(root);
    line.addSubcommand("cp", new CpCommand(context));
    line.addSubcommand("ls", new LsCommand(context));
    line.addSubcommand("mb", new MbCommand(context));
    line.addSubcommand("mv", new MvCommand(context));
    line.addSubcommand("presign", new PresignCommand(context));
    line.addSubcommand("rb", new RbCommand(context));
    line.addSubcommand("rm", new RmCommand(context));
    line.addSubcommand("sync", new SyncCommand(context));
    line.addSubcommand("verify", new VerifyCommand(context));
    line.addSubcommand("stats", new StatsCommand(context));
    line.addSubcommand("migrate", new MigrateCommand(context));
    line.addSubcommand("export", new ExportCommand(context));
    line.addSubcommand("estimate", new EstimateCommand(context));
    line.addSubcommand("find-similar", new FindSimilarCommand(context));
    line.addSubcommand("put-bucket-acl", new PutBucketAclCommand(context));
    line.addSubcommand("get-bucket-acl", new GetBucketAclCommand(context));
    line.addSubcommand(
        "policy",
        new CommandLine(new PolicyCommand())
            .addSubcommand("get", new PolicyGetCommand(context))
            .addSubcommand("set", new PolicySetCommand(context)));
    line.addSubcommand("gc", new GcCommand(context));
    line.addSubcommand("purge", new PurgeCommand(context));
    line.addSubcommand("demo", new DemoCommand(context));
    line.addSubcommand(
        "delta",
        new CommandLine(new DeltaCommand())
            .addSubcommand("encode", new DeltaEncodeCommand(context))
            .addSubcommand("decode", new DeltaDecodeCommand(context)));
    line.addSubcommand("completion", new CompletionCommand(context));
    line.addSubcommand("help", new HelpCommand());
    line.registerConverter(FilterPattern.class, new FilterPattern.Converter());
    line.setOut(new PrintWriter(environment.out(), true, UTF_8));
    line.setErr(new PrintWriter(environment.err(), true, UTF_8));
    line.setExecutionStrategy(
        parsed -> {
          try {
            setLogLevel(environment, root);
          } catch (CliException e) {
            return show(environment, root, e);
          }
          if (root.json && parsed.isVersionHelpRequested()) {
            context
                .output()
                .document(json -> json.writeStringField("version", VersionProvider.version()));
            return ExitCode.OK.number();
          }
          return new CommandLine.RunLast().execute(parsed);
        });
    line.setParameterExceptionHandler((e, arguments) -> show(environment, root, usage(e)));
    line.setExecutionExceptionHandler((e, command, parsed) -> show(environment, root, e, parsed));
    return line;
  }

  /** The logger reads this property when the first class of the core that logs is loaded. */
  private static void setLogLevel(CliEnvironment environment, RootCommand root) {
    LogLevel level =
        Failures.attempt(
            "start",
            "environment",
            () ->
                EnvironmentSettings.read(environment.variables()).logLevel().orElse(LogLevel.WARN));
    LogLevel own = root.debug && level.compareTo(LogLevel.DEBUG) > 0 ? LogLevel.DEBUG : level;
    LogLevel others = own.compareTo(MOST_OF_OTHERS) < 0 ? MOST_OF_OTHERS : own;
    System.setProperty(LOG_PROPERTY + "log.io.deltaglider", own.text());
    System.setProperty(LOG_PROPERTY + "defaultLogLevel", others.text());
  }

  private static CliException usage(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    String hint = "see: " + command + " --help";
    if (e instanceof UnmatchedArgumentException unmatched) {
      String argument = "'" + unmatched.getUnmatched().get(0) + "'";
      if (unmatched.isUnknownOption()) {
        return CliException.usage("usage", argument, "unknown option", suggestion(unmatched, hint));
      }
      boolean wantsCommand = !e.getCommandLine().getSubcommands().isEmpty();
      return CliException.usage(
          "usage",
          argument,
          wantsCommand ? "unknown command" : "one argument too many",
          suggestion(unmatched, hint));
    }
    return CliException.usage("usage", command, String.valueOf(e.getMessage()), hint);
  }

  private static String suggestion(UnmatchedArgumentException e, String hint) {
    if (e.getSuggestions().isEmpty()) {
      return hint;
    }
    return "did you mean " + String.join(" or ", e.getSuggestions()) + "?";
  }

  private static int show(
      CliEnvironment environment, RootCommand root, Exception e, ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    String command = last.commandSpec().name().toLowerCase(Locale.ROOT);
    return show(environment, root, Failures.translate(command, "deltaglider", e));
  }

  /** Returns how a command ends that succeeded, but perhaps could not say so. */
  private static int unwritten(CliEnvironment environment, RootCommand root) {
    Optional<IOException> failure = environment.out().failure();
    if (failure.isEmpty()) {
      return ExitCode.OK.number();
    }
    return show(environment, root, Failures.translate("write", "standard output", failure.get()));
  }

  private static int show(CliEnvironment environment, RootCommand root, CliException e) {
    if (environment.partialFiles().isInterrupted()) {
      return ExitCode.INTERRUPTED.number(); // whatever failed, failed because of that
    }
    Optional<IOException> unwritten = environment.out().failure();
    if (unwritten.filter(failure -> failure == e.getCause()).isPresent()
        && environment.out().isAbandoned()) {
      return ExitCode.ABANDONED.number();
    }
    environment.err().print(CommandContext.failureStyle(environment, root).line(e));
    if (root.debug) {
      e.printStackTrace(environment.err());
    }
    return e.exitCode().number();
  }
}
