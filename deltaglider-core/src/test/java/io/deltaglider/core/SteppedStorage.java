package io.deltaglider.core;

import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.StoragePort;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A view of a store that stops before each call, and whose pages are small. */
final class SteppedStorage {
  private SteppedStorage() {}

  /**
   * Returns a view.
   *
   * @param pageSize the largest page
   */
  static StoragePort of(StoragePort store, Baton baton, int pageSize) {
    return (StoragePort)
        Proxy.newProxyInstance(
            SteppedStorage.class.getClassLoader(),
            new Class<?>[] {StoragePort.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("supports")
                  && !method.getName().equals("maxMetadataBytes")) {
                baton.step();
              }
              if (arguments != null && arguments[0] instanceof ListQuery query) {
                arguments[0] = query.withPageSize(Math.min(query.pageSize(), pageSize));
              }
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
