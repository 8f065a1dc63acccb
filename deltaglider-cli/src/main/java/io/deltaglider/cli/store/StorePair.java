package io.deltaglider.cli.store;

import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import java.io.IOException;

/**
 * The store that is read and the store that is written: two, or one for both.
 *
 * @param source the store that is read
 * @param target the store that is written
 */
public record StorePair(OpenedStore source, OpenedStore target) implements AutoCloseable {
  /** Returns whether there is only one store. */
  public boolean isOne() {
    return source.equals(target);
  }

  /** Returns whether a key of the source's bucket is the same object as in the target's. */
  public boolean isSameBucket(ObjectUri from, ObjectUri to) {
    return Failures.attempt(
        "compare",
        from + " and " + to,
        () -> source.identity(from.bucket()).equals(target.identity(to.bucket())));
  }

  /** Closes both. */
  @Override
  public void close() throws IOException {
    try {
      target.session().close();
    } finally {
      source.session().close(); // again without effect, if it is the same
    }
  }
}
