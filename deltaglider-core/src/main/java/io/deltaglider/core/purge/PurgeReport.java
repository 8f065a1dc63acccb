package io.deltaglider.core.purge;

import io.deltaglider.port.storage.DeleteFailure;
import java.util.List;

/**
 * What a purge deleted.
 *
 * @param objects how many stored objects
 * @param bytes how many bytes they had
 * @param failures those that could not be deleted
 */
public record PurgeReport(long objects, long bytes, List<DeleteFailure> failures) {
  /** Copies the list. */
  public PurgeReport {
    failures = List.copyOf(failures);
  }
}
