package io.deltaglider.core.put;

/** The one form in which an object is to be stored, or else not at all. */
public enum OnlyAs {
  /**
   * As any other tool would write it: the content as it came, no metadata of ours, and nothing
   * internal beside it.
   */
  PLAIN,
  /** As a delta, if that saves; of a reference that is made of its own content, if need be. */
  DELTA
}
