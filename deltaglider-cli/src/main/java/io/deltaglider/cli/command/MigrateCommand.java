package io.deltaglider.cli.command;

import io.deltaglider.cli.estimate.Estimator;
import io.deltaglider.cli.estimate.SampleLimits;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.migrate.JournalHeader;
import io.deltaglider.cli.migrate.Migration;
import io.deltaglider.cli.migrate.MoverFactory;
import io.deltaglider.cli.store.StorePair;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.select.DeltaPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a bucket or prefix into compressed storage, or compresses it where it is. */
@Command(
    name = "migrate",
    description = {
      "Copy a bucket or prefix into compressed storage, or compress it where it is.",
      "It can be killed at any time and run again. The source is never deleted."
    })
final class MigrateCommand implements Callable<Integer> {
  private static final String OPERATION = "migrate";

  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "s3://BUCKET or s3://BUCKET/PREFIX")
  String source = "";

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      description = "The same, or the source itself to compress it where it is.")
  String target = "";

  @Option(
      names = "--no-preserve-prefix",
      description = "Do not put the last part of the source's prefix behind the target's.")
  boolean noPreservePrefix;

  @Mixin StoreSides sides = new StoreSides();
  @Mixin MigrationOptions options = new MigrationOptions();

  MigrateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    options.check();
    ObjectUri from = ObjectUri.parse(source);
    ObjectUri to = ObjectUri.parse(target);
    try (StorePair stores = context.open(sides.source(from), sides.target(to), true)) {
      MigratePlaces places = MigratePlaces.of(from, to, stores.isOne(), !noPreservePrefix);
      JournalHeader header = places.header(OPERATION, stores);
      DeltaGlider reading = stores.source().glider();
      DeltaGlider store = stores.target().glider();
      Migration migration =
          new Migration(
              reading,
              places.places(),
              options.filters.read(),
              places.inPlace() ? Optional.of(ObjectInfo.Form.DELTA) : Optional.empty());
      MoverFactory movers =
          places.inPlace()
              ? MoverFactory.compressingInPlace(store)
              : MoverFactory.compressing(reading, store);
      return new MigrationRun(context, options, header)
          .run(migration, movers, file -> forecast(migration, file, header, store, places))
          .number();
    }
  }

  /** Tries a sample, which costs a minute at most. */
  private String forecast(
      Migration migration,
      Path journal,
      JournalHeader header,
      DeltaGlider store,
      MigratePlaces places)
      throws IOException {
    DeltaPolicy policy = store.policy(places.places().target().bucket());
    Estimator estimator =
        new Estimator(context.environment(), policy, context::putOptions, SampleLimits.DEFAULT);
    return EstimateFormat.phrase(estimator.estimate(migration.pending(journal, header)));
  }
}
