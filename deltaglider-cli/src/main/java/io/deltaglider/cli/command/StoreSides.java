package io.deltaglider.cli.command;

import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.store.Stores;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name the stores of a command that reads one and writes another. */
final class StoreSides {
  @Option(
      names = "--source-store",
      paramLabel = "URL",
      description = "The store of the source, instead of --store.")
  @Nullable String sourceStore;

  @Option(
      names = "--target-store",
      paramLabel = "URL",
      description = "The store of the target, instead of --store.")
  @Nullable String targetStore;

  /** Returns the store to read. */
  Stores.Side source(ObjectUri uri) {
    return new Stores.Side(Optional.ofNullable(sourceStore), uri.scheme());
  }

  /** Returns the store to write. */
  Stores.Side target(ObjectUri uri) {
    return new Stores.Side(Optional.ofNullable(targetStore), uri.scheme());
  }
}
