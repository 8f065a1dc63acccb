package io.deltaglider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.cli.command.CommandLines;
import io.deltaglider.cli.output.StandardOutput;
import io.deltaglider.cli.transfer.PartialFiles;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Runs the commands that people use most, so that the virtual machine can archive the classes that
 * they load: with {@code -XX:DumpLoadedClassList} the launcher makes later starts faster.
 */
public final class Rehearsal {
  private static final int FILE_SIZE = 1_000_000;
  private static final long SEED = 1;

  private static final List<String> COMMANDS =
      List.of(
          "--version",
          "help cp",
          "mb s3://rehearsal",
          "cp one.zip s3://rehearsal/v1/app.zip",
          "cp --recursive . s3://rehearsal/v2/",
          "ls --recursive s3://rehearsal",
          "cp s3://rehearsal/v2/two.zip restored.zip",
          "verify s3://rehearsal/v2/two.zip",
          "stats s3://rehearsal",
          "sync . s3://rehearsal/v3",
          "rm --recursive s3://rehearsal",
          "rb s3://rehearsal");

  /** Nothing listens there, so this loads what speaks to S3 and fails soon. */
  private static final String UNANSWERED =
      "--store s3: --endpoint-url http://127.0.0.1:9 --region us-east-1 --no-sign-request ls";

  private Rehearsal() {}

  /** Runs the commands in the empty directory that is the only argument. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty(Main.GUICE_BYTECODE_PROPERTY, "DISABLED");
    run(Path.of(arguments[0]));
  }

  /**
   * Runs the commands.
   *
   * @param directory where they may leave files
   * @throws IllegalStateException if one of them ends otherwise than it should
   */
  static void run(Path directory) throws IOException {
    Path work = Files.createDirectories(directory.resolve("work"));
    byte[] content = new byte[FILE_SIZE];
    new Random(SEED).nextBytes(content);
    Files.write(work.resolve("one.zip"), content);
    content[FILE_SIZE / 2]++;
    Files.write(work.resolve("two.zip"), content);
    CliEnvironment environment =
        new CliEnvironment(
            Map.of(
                "DG_STORE", "file:" + directory.resolve("store"),
                "DG_CACHE_DIR", directory.resolve("cache").toString(),
                "DG_SCRATCH_DIR", directory.resolve("scratch").toString()),
            work,
            InputStream.nullInputStream(),
            new StandardOutput(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream(), false, UTF_8),
            false,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            System::nanoTime,
            new PartialFiles(),
            DeltaGliderSession::open);
    for (String command : COMMANDS) {
      run(environment, command, ExitCode.OK);
    }
    run(environment, UNANSWERED, ExitCode.STORE);
  }

  private static void run(CliEnvironment environment, String command, ExitCode expected) {
    ExitCode exitCode = CommandLines.run(environment, command.split(" "));
    if (exitCode != expected) {
      throw new IllegalStateException(command + " ended with " + exitCode);
    }
  }
}
