package io.deltaglider.wiring;

import io.deltaglider.port.storage.StoragePort;

/**
 * The storage of a session.
 *
 * @param adapter what reaches the store
 * @param port what is used: the adapter, or what a hook has put around it
 */
record OpenStorage(StoragePort adapter, StoragePort port) implements AutoCloseable {
  /** Closes both: what is around an adapter need not close it. */
  @Override
  public void close() {
    port.close();
    if (port != adapter) {
      adapter.close();
    }
  }
}
