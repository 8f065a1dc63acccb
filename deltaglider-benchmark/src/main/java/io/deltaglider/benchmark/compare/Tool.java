package io.deltaglider.benchmark.compare;

/** One way to make and undo the delta of one pair of files. */
interface Tool {
  ToolName name();

  /** Returns how often it is to run; see {@link ToolRuns}. */
  Repetition repetition();

  /** Makes the delta and keeps it. */
  Usage encode() throws Exception;

  /**
   * Undoes the delta that was made last. Comparing the result with the target is not measured.
   *
   * @throws java.io.IOException if the result is not the target
   */
  Usage decode() throws Exception;

  /** Returns the bytes of the delta that was made last. */
  long deltaBytes() throws Exception;
}
