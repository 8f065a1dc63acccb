package io.deltaglider.core.list;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs look-ups of one page side by side. */
public final class LookUps {
  private LookUps() {}

  /**
   * Returns what was found, in the order of the look-ups.
   *
   * @throws StorageException if one of them does
   */
  public static <T> List<T> run(
      ExecutorService executor, String bucket, List<Callable<Optional<T>>> lookUps) {
    List<T> found = new ArrayList<>();
    try {
      for (Future<Optional<T>> lookUp : executor.invokeAll(lookUps)) {
        lookUp.get().ifPresent(found::add);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(Kind.UNAVAILABLE, "list " + bucket + ": interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageException cause) {
        throw cause;
      }
      throw new IllegalStateException("looking up what a page shows failed", e.getCause());
    }
    return found;
  }
}
