package io.deltaglider.cli;

import io.deltaglider.cli.output.StandardOutput;
import io.deltaglider.cli.transfer.PartialFiles;
import io.deltaglider.wiring.DeltaGliderConfig;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The process as the commands see it.
 *
 * @param variables the environment
 * @param directory what relative paths are relative to
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminal whether a person watches standard error
 * @param clock the wall clock; its zone is that of the times shown
 * @param nanoTime the monotonic clock, in nanoseconds
 * @param partialFiles what must be deleted if the process is interrupted
 * @param sessions opens stores
 */
public record CliEnvironment(
    Map<String, String> variables,
    Path directory,
    InputStream in,
    StandardOutput out,
    PrintStream err,
    boolean terminal,
    Clock clock,
    LongSupplier nanoTime,
    PartialFiles partialFiles,
    SessionOpener sessions) {
  /** Opens stores. */
  @FunctionalInterface
  public interface SessionOpener {
    /**
     * Opens the store that {@code config} names.
     *
     * @throws IOException if its scratch directory cannot be used
     */
    DeltaGliderSession open(DeltaGliderConfig config, Clock clock) throws IOException;
  }

  /** Checks that nothing is null. */
  public CliEnvironment {
    variables = Map.copyOf(variables);
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(in, "in");
    Objects.requireNonNull(out, "out");
    Objects.requireNonNull(err, "err");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(nanoTime, "nanoTime");
    Objects.requireNonNull(partialFiles, "partialFiles");
    Objects.requireNonNull(sessions, "sessions");
  }
}
