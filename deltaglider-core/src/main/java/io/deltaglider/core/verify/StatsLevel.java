package io.deltaglider.core.verify;

/** How thoroughly a bucket is counted. */
public enum StatsLevel {
  /**
   * One listing and nothing else. What is stored is exact; the contents' size is known only where
   * the store gives metadata with the listing.
   */
  QUICK,
  /**
   * One listing, and the metadata of a bounded sample of the objects, from which the contents' size
   * is extrapolated. The same sample for the same listing.
   */
  SAMPLED,
  /** The metadata of every object. */
  DETAILED
}
