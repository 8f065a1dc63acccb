package io.deltaglider.cli.estimate;

import java.util.ArrayList;
import java.util.List;

/** What storing some files of a family has cost, and what all of them would. Not thread-safe. */
final class SampledFamily {
  /** What the rule for new references makes of more files than were tried, of what is estimated. */
  private static final double MODEL_ERROR = 0.02;

  /** How many standard errors a range has to each side. */
  private static final double WIDTH = 2;

  private final Family family;
  private long firstBytes;
  private long firstStored;
  private long otherBytes;
  private long otherStored;
  private final List<Double> ratios = new ArrayList<>();
  private int sampled;

  SampledFamily(Family family) {
    this.family = family;
  }

  void add(long size, long storedSize) {
    sampled++;
    if (sampled == 1) {
      firstBytes = size;
      firstStored = storedSize;
      return;
    }
    otherBytes += size;
    otherStored += storedSize;
    ratios.add(size == 0 ? 0 : (double) storedSize / size);
  }

  /** Returns whether what was sampled says anything about the rest. */
  boolean isTelling() {
    return sampled >= Math.min(2, family.count()) && sampled > 0;
  }

  /** Returns what all files would cost, in bytes. */
  double stored() {
    return firstStored + otherStored + ratio() * rest();
  }

  private double ratio() {
    return otherBytes == 0 ? 1 : (double) otherStored / otherBytes;
  }

  /** Returns the size of the files that were not tried, in bytes. */
  private long rest() {
    return sampled >= family.count() ? 0 : Math.max(0, family.bytes() - firstBytes - otherBytes);
  }

  /** Returns by how many bytes {@link #stored} may be wrong to each side. */
  double margin() {
    double ratio = ratio();
    double deviation;
    if (ratios.size() < 2) {
      deviation = Math.sqrt(Math.max(0, ratio * (1 - ratio)));
    } else {
      double sum = 0;
      for (double one : ratios) {
        sum += (one - ratio) * (one - ratio);
      }
      deviation = Math.sqrt(sum / (ratios.size() - 1));
    }
    return rest() * (WIDTH * deviation / Math.sqrt(Math.max(1, ratios.size())) + MODEL_ERROR);
  }

  long bytes() {
    return family.bytes();
  }
}
