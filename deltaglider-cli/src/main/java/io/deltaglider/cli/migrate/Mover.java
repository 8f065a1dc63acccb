package io.deltaglider.cli.migrate;

import java.io.IOException;

/** Does one object: writes it, and reads it back. Implementations are thread-safe. */
interface Mover {
  /**
   * Does an object.
   *
   * @throws IOException if reading, writing or comparing fails, as any exception of the store
   */
  Moved move(Item item) throws IOException;

  /** Returns where the object goes, for people. */
  String target(Item item);
}
