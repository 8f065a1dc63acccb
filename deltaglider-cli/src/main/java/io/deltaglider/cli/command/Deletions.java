package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.TransferFormat;
import io.deltaglider.cli.store.Pages;
import io.deltaglider.cli.transfer.DeleteStep;
import io.deltaglider.cli.transfer.Filters;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.port.storage.WriteCondition;
import java.util.List;

/** Deletes objects and says so. Not thread-safe. */
final class Deletions {
  private final CliEnvironment environment;
  private final DeltaGlider store;
  private final TransferFormat format;
  private final Tally tally;
  private final boolean dryRun;

  /**
   * Creates deletions.
   *
   * @param dryRun whether it is only said what would be deleted
   */
  Deletions(
      CliEnvironment environment, DeltaGlider store, Output output, Tally tally, boolean dryRun) {
    this.environment = environment;
    this.store = store;
    this.format = new TransferFormat(output, false);
    this.tally = tally;
    this.dryRun = dryRun;
  }

  /** Deletes one object; one that is not there counts as deleted, as in {@code aws s3 rm}. */
  void delete(ObjectUri uri) {
    if (!dryRun) {
      Failures.attempt(
          "delete",
          uri.toString(),
          () -> {
            store.delete(uri.address(), WriteCondition.always());
            return uri;
          });
    }
    format.deleted(uri.toString(), dryRun);
  }

  /** Deletes all objects whose keys begin with the URI's, page by page. */
  void deleteAll(ObjectUri prefix, Filters filters, int pageSize) {
    ListRequest request = ListRequest.of(prefix.bucket(), prefix.key()).withMaxKeys(pageSize);
    Failures.attempt(
        "delete",
        prefix.toString(),
        () -> {
          Pages.forEachWhile(
              store,
              request,
              page -> {
                delete(prefix, page, filters);
                return !environment.partialFiles().isInterrupted();
              });
          return prefix;
        });
  }

  private void delete(ObjectUri prefix, Listing page, Filters filters) {
    List<String> keys =
        page.entries().stream()
            .map(ListEntry::key)
            .filter(key -> filters.accepts(key.substring(prefix.key().length())))
            .toList();
    if (keys.isEmpty()) {
      return;
    }
    DeleteStep step = new DeleteStep(store, prefix.root(), keys, format, tally::failed);
    if (dryRun) {
      step.rehearse();
    } else {
      step.run();
    }
  }
}
