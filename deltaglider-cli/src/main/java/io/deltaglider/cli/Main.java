package io.deltaglider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.cli.command.CommandLines;
import io.deltaglider.cli.transfer.PartialFiles;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;

/** Starts the {@code deltaglider} command. */
public final class Main {
  private static final int BUFFER_SIZE = 64 * 1024;

  /** Set by the launcher, which can ask the system whether standard error is a terminal. */
  private static final String TERMINAL_PROPERTY = "deltaglider.terminal";

  private Main() {}

  /** Runs one command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    PartialFiles partialFiles = new PartialFiles();
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    partialFiles
                        .deleteAll()
                        .forEach(path -> err.print("deltaglider: left behind: " + path + "\n")),
                "deltaglider-interrupted"));
    CliEnvironment environment =
        new CliEnvironment(
            System.getenv(),
            Path.of("").toAbsolutePath(),
            System.in,
            new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_SIZE),
                false,
                UTF_8),
            err,
            Boolean.getBoolean(TERMINAL_PROPERTY),
            Clock.system(ZoneId.systemDefault()),
            System::nanoTime,
            partialFiles,
            DeltaGliderSession::open);
    System.exit(CommandLines.run(environment, arguments).number());
  }
}
