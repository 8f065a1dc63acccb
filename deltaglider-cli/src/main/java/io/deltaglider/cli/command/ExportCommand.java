package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Local;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.migrate.JournalHeader;
import io.deltaglider.cli.migrate.Migration;
import io.deltaglider.cli.migrate.MoverFactory;
import io.deltaglider.cli.migrate.Places;
import io.deltaglider.cli.store.StorePair;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.ObjectInfo;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes plain objects or files: the way out of compressed storage. */
@Command(
    name = "export",
    description = {
      "Write a bucket or prefix as plain objects, or as files, that any tool reads.",
      "It can be killed at any time and run again. The source is never deleted."
    })
final class ExportCommand implements Callable<Integer> {
  private static final String OPERATION = "export";

  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "s3://BUCKET or s3://BUCKET/PREFIX")
  String source = "";

  @Parameters(
      index = "1",
      paramLabel = "TARGET",
      description = "The same, or a directory, or the source itself to make deltas plain there.")
  String target = "";

  @Mixin StoreSides sides = new StoreSides();
  @Mixin MigrationOptions options = new MigrationOptions();

  ExportCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    options.check();
    ObjectUri from = ObjectUri.parse(source);
    Location to = Location.parse(target, context.environment().directory());
    if (to instanceof Remote remote) {
      return toStore(from, remote.uri()).number();
    }
    if (to instanceof Local local) {
      if (sides.targetStore != null) {
        throw CliException.usage("usage", "--target-store", "this side is a directory", "");
      }
      return toDirectory(from.asDirectory(), local).number();
    }
    throw CliException.usage("usage", target, "names neither objects nor a directory", "");
  }

  private ExitCode toStore(ObjectUri from, ObjectUri to) throws IOException {
    try (StorePair stores = context.open(sides.source(from), sides.target(to), false)) {
      MigratePlaces places = MigratePlaces.of(from, to, stores.isOne(), false);
      JournalHeader header = places.header(OPERATION, stores);
      DeltaGlider reading = stores.source().glider();
      DeltaGlider writing = stores.target().glider();
      MoverFactory movers =
          places.inPlace()
              ? MoverFactory.plainInPlace(writing)
              : MoverFactory.plain(reading, writing);
      Migration migration =
          new Migration(
              reading,
              places.places(),
              options.filters.read(),
              places.inPlace() ? Optional.of(ObjectInfo.Form.PASSTHROUGH) : Optional.empty());
      return run(header, migration, movers);
    }
  }

  private ExitCode toDirectory(ObjectUri from, Local to) throws IOException {
    CliEnvironment environment = context.environment();
    try (StorePair stores = context.open(sides.source(from), sides.source(from), false)) {
      JournalHeader header =
          new JournalHeader(
              OPERATION,
              stores.source().name() + " " + from,
              to.path().toAbsolutePath().normalize().toString());
      DeltaGlider reading = stores.source().glider();
      MoverFactory movers = MoverFactory.files(reading, to.path(), environment.partialFiles());
      Migration migration =
          new Migration(reading, new Places(from, from), options.filters.read(), Optional.empty());
      return run(header, migration, movers);
    }
  }

  private ExitCode run(JournalHeader header, Migration migration, MoverFactory movers)
      throws IOException {
    return new MigrationRun(context, options, header).run(migration, movers, journal -> "");
  }
}
