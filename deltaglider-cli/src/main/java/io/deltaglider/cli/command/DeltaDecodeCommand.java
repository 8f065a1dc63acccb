package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.transfer.FileSource;
import io.deltaglider.cli.transfer.TargetFile;
import io.deltaglider.core.vcdiff.DecoderLimits;
import io.deltaglider.core.vcdiff.VcdiffDecoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Undoes a delta of local files. */
@Command(name = "decode", description = "Write the target that a delta makes of the source.")
final class DeltaDecodeCommand implements Callable<Integer> {
  private static final int BUFFER_SIZE = 128 * 1024;

  private final CommandContext context;

  @Option(names = "--source", required = true, paramLabel = "FILE", description = "The old file.")
  String source = "";

  @Option(names = "--delta", required = true, paramLabel = "FILE", description = "The delta.")
  String delta = "";

  @Option(names = "--output", required = true, paramLabel = "FILE", description = "The new file.")
  String output = "";

  DeltaDecodeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.refuseStore();
    context.refuseStoringOptions();
    CliEnvironment environment = context.environment();
    Path sourcePath = Location.path(source, environment.directory());
    Path deltaPath = Location.path(delta, environment.directory());
    Path outputPath = Location.path(output, environment.directory());
    try (FileSource from = DeltaEncodeCommand.open(source, sourcePath);
        InputStream stream =
            Failures.attempt("read", delta, () -> Files.newInputStream(deltaPath))) {
      long size =
          Failures.attempt(
              "decode",
              delta,
              () -> {
                try (TargetFile file = TargetFile.create(outputPath, environment.partialFiles());
                    InputStream decoded =
                        new VcdiffDecoder(DecoderLimits.DEFAULT)
                            .decode(new BufferedInputStream(stream, BUFFER_SIZE), from)) {
                  long count = decoded.transferTo(file.stream());
                  file.finish();
                  return count;
                }
              });
      show(size);
    } catch (IOException e) {
      throw Failures.translate("decode", delta, e);
    }
    return ExitCode.OK.number();
  }

  private void show(long size) {
    context
        .output()
        .done(
            "decode: " + output + " (" + size + " bytes)",
            json -> {
              json.writeStringField("operation", "decode");
              json.writeStringField("target", output);
              json.writeNumberField("size", size);
            });
  }
}
