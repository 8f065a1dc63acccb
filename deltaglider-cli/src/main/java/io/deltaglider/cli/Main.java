package io.deltaglider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.cli.command.CommandLines;
import io.deltaglider.cli.output.StandardOutput;
import io.deltaglider.cli.transfer.PartialFiles;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/** Starts the {@code deltaglider} command. */
public final class Main {
  /** Set by the launcher, which can ask the system whether standard error is a terminal. */
  private static final String TERMINAL_PROPERTY = "deltaglider.terminal";

  /**
   * Disabled, Guice generates no classes, for which it needs sun.misc.Unsafe: newer JDKs warn of
   * that.
   */
  static final String GUICE_BYTECODE_PROPERTY = "guice_bytecode_gen_option";

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.setProperty(GUICE_BYTECODE_PROPERTY, "DISABLED");
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    PartialFiles partialFiles = new PartialFiles();
    Interruption interruption = new Interruption(Thread.currentThread(), partialFiles, err);
    Runtime.getRuntime().addShutdownHook(interruption.hook());
    CliEnvironment environment =
        new CliEnvironment(
            System.getenv(),
            Path.of("").toAbsolutePath(),
            System.in,
            new StandardOutput(new FileOutputStream(FileDescriptor.out)),
            err,
            Boolean.getBoolean(TERMINAL_PROPERTY),
            Clock.system(ZoneId.systemDefault()),
            System::nanoTime,
            partialFiles,
            interruption::open);
    ExitCode exitCode = CommandLines.run(environment, arguments);
    interruption.finished();
    System.exit(exitCode.number());
  }
}
