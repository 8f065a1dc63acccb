package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.estimate.CollectionEstimate;
import io.deltaglider.cli.estimate.Estimator;
import io.deltaglider.cli.estimate.FileCollection;
import io.deltaglider.cli.estimate.JoinedFiles;
import io.deltaglider.cli.estimate.LocalFiles;
import io.deltaglider.cli.estimate.SampleLimits;
import io.deltaglider.cli.estimate.StoredFiles;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Local;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what files would cost in compressed storage. */
@Command(
    name = "estimate",
    description = {
      "Say what a bucket, a prefix or a directory would cost in compressed storage.",
      "A sample is compressed in a temporary directory; no store is written to."
    })
final class EstimateCommand implements Callable<Integer> {
  private final CommandContext context;
  private final List<DeltaGliderSession> sessions = new ArrayList<>();

  @Parameters(
      arity = "1..*",
      paramLabel = "LOCATION",
      description = "FILE, DIRECTORY, s3://BUCKET or s3://BUCKET/PREFIX")
  List<String> locations = new ArrayList<>();

  @Option(
      names = "--sample-bytes",
      paramLabel = "BYTES",
      description = "How much is read to find out, at most. Default: 2147483648.")
  long sampleBytes = SampleLimits.DEFAULT.bytes();

  @Option(
      names = "--sample-seconds",
      paramLabel = "N",
      description = "After how long no other file is tried. Default: 60.")
  long sampleSeconds = SampleLimits.DEFAULT.time().toSeconds();

  EstimateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (sampleBytes < 1 || sampleSeconds < 1) {
      throw CliException.usage("usage", "--sample-bytes, --sample-seconds", "must be above 0", "");
    }
    CliEnvironment environment = context.environment();
    Output output = context.output();
    Tally tally = new Tally(output);
    try {
      List<FileCollection> collections = new ArrayList<>();
      DeltaPolicy policy = DeltaPolicy.DEFAULT;
      for (String text : locations) {
        Location location = Location.parse(text, environment.directory());
        if (location instanceof Remote remote) {
          ObjectUri prefix = remote.uri().asDirectory();
          DeltaGliderSession session = openStore(prefix);
          sessions.add(session);
          collections.add(new StoredFiles(session.deltaGlider(), prefix));
          policy =
              Failures.attempt(
                  "estimate",
                  prefix.toString(),
                  () -> session.deltaGlider().policy(prefix.bucket()));
        } else if (location instanceof Local local) {
          collections.add(new LocalFiles(local.path(), tally::failed));
        } else {
          throw CliException.usage("usage", text, "a stream can be read only once", "");
        }
      }
      SampleLimits limits = new SampleLimits(sampleBytes, Duration.ofSeconds(sampleSeconds));
      Estimator estimator = new Estimator(environment, policy, context::putOptions, limits);
      String what = String.join(" ", locations);
      CollectionEstimate estimate =
          Failures.attempt(
              "estimate", what, () -> estimator.estimate(new JoinedFiles(collections)));
      EstimateFormat.show(what, estimate, output);
    } finally {
      closeAll();
    }
    return (tally.failures() == 0 ? ExitCode.OK : ExitCode.PARTIAL).number();
  }

  private DeltaGliderSession openStore(ObjectUri uri) {
    return context.openForStoring(uri.scheme());
  }

  private void closeAll() throws IOException {
    for (DeltaGliderSession session : sessions) {
      session.close();
    }
  }
}
