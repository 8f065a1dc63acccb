package io.deltaglider.sdk.metrics;

import io.deltaglider.core.get.GetListener;
import io.deltaglider.core.put.PutListener;
import io.deltaglider.port.storage.StorageException;
import java.util.Optional;

/** Hears of everything that is counted or measured. Implementations are thread-safe and quick. */
public interface Metrics extends PutListener, GetListener {
  /**
   * A request went to the store.
   *
   * @param operation what was asked, in lower case with underscores
   * @param failure why it failed, if it did
   */
  void requested(String operation, Optional<StorageException.Kind> failure);

  /** A reference of so many bytes was found in the cache. */
  void cacheHit(long bytes);

  /** A reference was not in the cache. */
  void cacheMiss();

  /** A reference of so many bytes went into the cache. */
  void cacheStored(long bytes);
}
