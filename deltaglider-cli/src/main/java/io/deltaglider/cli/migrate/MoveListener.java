package io.deltaglider.cli.migrate;

import io.deltaglider.cli.failure.CliException;

/** Told of what happens, one call after the other. */
public interface MoveListener {
  /** An object was done, and is noted in the journal. */
  void done(Item item, String source, String target, Moved moved);

  /** An object was passed over, because the journal says that it is done. */
  void verifiedBefore(String source);

  /**
   * An object could not be done.
   *
   * @throws CliException to end everything
   */
  void failed(CliException e);
}
