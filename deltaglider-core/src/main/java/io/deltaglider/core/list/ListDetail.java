package io.deltaglider.core.list;

/** How much a listing must know about each object where the store gives no metadata with it. */
public enum ListDetail {
  /** What the store lists: one call for a page, and sizes and ETags of the stored forms. */
  STORED,
  /**
   * Sizes, ETags and forms are the content's: a look at each object that is not known yet, but for
   * those that are too small to be deltas.
   */
  CONTENT,
  /** Everything: a look at each object that is not known yet. */
  METADATA
}
