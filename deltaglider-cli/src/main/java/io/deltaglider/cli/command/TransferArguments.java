package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Local;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.location.Location.StandardStream;
import io.deltaglider.cli.store.Stores;
import io.deltaglider.cli.transfer.ListingOptions;
import io.deltaglider.cli.transfer.TransferOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands that transfer something from one place to another have in common. */
final class TransferArguments {
  private static final int MAX_CONCURRENCY = 256;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "FILE or s3://BUCKET/KEY")
  String source = "";

  @Parameters(index = "1", paramLabel = "TARGET", description = "FILE or s3://BUCKET/KEY")
  String target = "";

  @Option(names = "--dryrun", description = "Only say what would be done.")
  boolean dryRun;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many transfers run at once. Default: 10.")
  int concurrency = 10;

  @Option(names = "--follow-symlinks", description = "Follow symbolic links. The default.")
  boolean followLinks;

  @Option(names = "--no-follow-symlinks", description = "Leave symbolic links out.")
  boolean noFollowLinks;

  @Mixin StoreSides stores = new StoreSides();
  @Mixin FilterOptions filters = new FilterOptions();
  @Mixin PageSizeOption pageSize = new PageSizeOption();
  @Mixin ObjectOptions objects = new ObjectOptions();

  /** Returns where the content comes from. */
  Location from(Path directory) {
    return Location.parse(source, directory);
  }

  /** Returns where the content goes to. */
  Location to(Path directory) {
    return Location.parse(target, directory);
  }

  /** Checks that one side is in a store, and that the options suit both. */
  void check(Location from, Location to) {
    if (!(from instanceof Remote) && !(to instanceof Remote)) {
      throw CliException.usage(
          "usage",
          source + " to " + target,
          "one of them must be an object, as s3://BUCKET/KEY",
          "");
    }
    if (!(to instanceof Remote) && !objects.read().equals(TransferOptions.DEFAULT)) {
      throw CliException.usage(
          "usage", "options", "metadata, headers and --no-delta are not for downloads", "");
    }
    refuseStore("--source-store", stores.sourceStore, from);
    refuseStore("--target-store", stores.targetStore, to);
    if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
      throw CliException.usage(
          "usage", "--concurrency " + concurrency, "is not 1 to " + MAX_CONCURRENCY, "");
    }
    if (followLinks && noFollowLinks) {
      throw CliException.usage(
          "usage", "--follow-symlinks", "contradicts --no-follow-symlinks", "");
    }
  }

  private static void refuseStore(String option, @Nullable String store, Location location) {
    if (store != null && location instanceof Local) {
      throw CliException.usage("usage", option, "this side is a file", "");
    }
    if (store != null && location instanceof StandardStream) {
      throw CliException.usage("usage", option, "this side is a stream", "");
    }
  }

  /** Returns how sides are listed. */
  ListingOptions listing() {
    return new ListingOptions(pageSize.read(), !noFollowLinks, filters.read());
  }

  /** Returns the store to read; that of the target if a file is read. */
  Stores.Side sourceSide(Location from, Location to) {
    return from instanceof Remote remote ? stores.source(remote.uri()) : targetSide(from, to);
  }

  /** Returns the store to write; that of the source if a file is written. */
  Stores.Side targetSide(Location from, Location to) {
    return to instanceof Remote remote ? stores.target(remote.uri()) : sourceSide(from, to);
  }
}
