package io.deltaglider.cli.transfer;

import io.deltaglider.cli.output.Progress;
import io.deltaglider.cli.store.StorePair;
import java.util.Objects;

/**
 * What transfers work with.
 *
 * @param stores the store that is read and the one that is written
 * @param options what written objects carry
 * @param moving whether sources are deleted once they have arrived
 * @param progress told how far it is
 * @param partialFiles what an interrupt must delete
 * @param display how paths are shown
 */
public record TransferSetup(
    StorePair stores,
    TransferOptions options,
    boolean moving,
    Progress progress,
    PartialFiles partialFiles,
    DisplayPath display) {
  /** Checks that nothing is null. */
  public TransferSetup {
    Objects.requireNonNull(stores, "stores");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(partialFiles, "partialFiles");
    Objects.requireNonNull(display, "display");
  }
}
