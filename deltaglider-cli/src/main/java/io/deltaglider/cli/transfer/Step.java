package io.deltaglider.cli.transfer;

import java.util.List;

/** Something that is to be done, and can be said instead. */
public interface Step {
  /** Returns how many bytes are likely to be transferred; 0 if nobody knows, or none is. */
  long size();

  /**
   * Returns names of what the first step must have finished alone: versions that are stored side by
   * side would each become a reference.
   */
  List<String> families();

  /** Says what would be done. */
  void rehearse();

  /**
   * Does it and says so. May be called by any thread, once.
   *
   * @throws io.deltaglider.cli.failure.CliException if it fails
   */
  void run();
}
