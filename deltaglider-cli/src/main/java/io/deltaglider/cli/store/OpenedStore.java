package io.deltaglider.cli.store;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.StoreUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A store that is open.
 *
 * @param url which one
 * @param name the same for the same store, also in another process
 * @param session what to close
 */
public record OpenedStore(StoreUrl url, String name, DeltaGliderSession session) {
  /** Returns the store. */
  public DeltaGlider glider() {
    return session.deltaGlider();
  }

  /**
   * Returns a text that is the same for the same bucket, by whatever path it is reached.
   *
   * @throws IOException if links of a {@code file:} store cannot be followed
   */
  String identity(String bucket) throws IOException {
    if (url.scheme() != StoreUrl.Scheme.FILE) {
      return url + bucket;
    }
    Path directory = Path.of(url.path(), bucket);
    return "file:" + (Files.exists(directory) ? directory.toRealPath() : directory.normalize());
  }
}
