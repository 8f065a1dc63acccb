package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.transfer.FileSource;
import io.deltaglider.cli.transfer.TargetFile;
import io.deltaglider.core.vcdiff.EncodeLimits;
import io.deltaglider.core.vcdiff.EncodeResult;
import io.deltaglider.core.vcdiff.EncoderOptions;
import io.deltaglider.core.vcdiff.VcdiffEncoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a delta of local files, without a self-description. */
@Command(name = "encode", description = "Write the delta that turns the source into the target.")
final class DeltaEncodeCommand implements Callable<Integer> {
  /** The formats of deltas there are. */
  enum Format {
    /** RFC 3284 with what xdelta3 adds to it. */
    vcdiff // picocli shows and reads the constant's name
  }

  private final CommandContext context;

  @Option(names = "--source", required = true, paramLabel = "FILE", description = "The old file.")
  String source = "";

  @Option(names = "--target", required = true, paramLabel = "FILE", description = "The new file.")
  String target = "";

  @Option(names = "--output", required = true, paramLabel = "FILE", description = "The delta.")
  String output = "";

  @Option(names = "--format", description = "The delta's format: ${COMPLETION-CANDIDATES}.")
  Format format = Format.vcdiff;

  DeltaEncodeCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.refuseStore();
    context.refuseMaxRatio();
    VcdiffEncoder encoder = new VcdiffEncoder(context.encoderOptions(EncoderOptions.DEFAULT));
    CliEnvironment environment = context.environment();
    Path sourcePath = Location.path(source, environment.directory());
    Path targetPath = Location.path(target, environment.directory());
    Path outputPath = Location.path(output, environment.directory());
    try (FileSource from = open(source, sourcePath);
        FileSource to = open(target, targetPath)) {
      EncodeResult result =
          Failures.attempt(
              "encode",
              output,
              () -> {
                try (TargetFile file = TargetFile.create(outputPath, environment.partialFiles())) {
                  OutputStream stream = new BufferedOutputStream(file.stream());
                  EncodeResult encoded = encoder.encode(from, to, stream, EncodeLimits.UNLIMITED);
                  stream.flush();
                  file.finish();
                  return encoded;
                }
              });
      show(to.size(), result.deltaBytes());
    } catch (IOException e) {
      throw Failures.translate("encode", output, e);
    }
    return ExitCode.OK.number();
  }

  static FileSource open(String name, Path path) {
    return Failures.attempt("read", name, () -> FileSource.open(path));
  }

  private void show(long targetSize, long deltaSize) {
    context
        .output()
        .done(
            "encode: " + output + " (" + deltaSize + " bytes for " + targetSize + ")",
            json -> {
              json.writeStringField("operation", "encode");
              json.writeStringField("target", output);
              json.writeNumberField("size", targetSize);
              json.writeNumberField("deltaSize", deltaSize);
            });
  }
}
