package io.deltaglider.port.storage;

import java.util.Objects;

/**
 * An object that {@link StoragePort#deleteAll} could not delete.
 *
 * @param request the request that failed
 * @param cause why
 */
public record DeleteFailure(DeleteRequest request, StorageException cause) {
  /** Checks that nothing is null. */
  public DeleteFailure {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(cause, "cause");
  }
}
