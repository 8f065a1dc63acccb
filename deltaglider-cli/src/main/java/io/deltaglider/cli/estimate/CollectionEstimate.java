package io.deltaglider.cli.estimate;

/**
 * What files would cost in compressed storage.
 *
 * @param files how many there are
 * @param bytes their size
 * @param storedBytes what they would cost, references included
 * @param leastStoredBytes what they would cost at least, unless the sample misleads
 * @param mostStoredBytes what they would cost at most, unless the sample misleads
 * @param sampledFiles how many were tried
 * @param sampledBytes their size
 * @param families how many families, and directories of files that are alone in theirs, there are
 * @param sampledFamilies of how many of these files were tried
 * @param complete whether all that may become deltas was tried, so that nothing is extrapolated
 * @param capped whether there were too many families to tell all apart
 */
public record CollectionEstimate(
    long files,
    long bytes,
    long storedBytes,
    long leastStoredBytes,
    long mostStoredBytes,
    long sampledFiles,
    long sampledBytes,
    long families,
    long sampledFamilies,
    boolean complete,
    boolean capped) {
  /** Returns the saved part of the files' size; 0 if there are none. */
  public double savedRatio() {
    return ratio(storedBytes);
  }

  /** Returns the least part that is saved. */
  public double leastSavedRatio() {
    return ratio(mostStoredBytes);
  }

  /** Returns the most that is saved. */
  public double mostSavedRatio() {
    return ratio(leastStoredBytes);
  }

  private double ratio(long stored) {
    return bytes == 0 ? 0 : Math.max(0, (double) (bytes - stored) / bytes);
  }
}
