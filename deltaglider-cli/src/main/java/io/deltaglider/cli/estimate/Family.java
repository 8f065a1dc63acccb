package io.deltaglider.cli.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The files of one family: counted all, remembered a few of: the oldest, and some of the others
 * that are chosen uniformly. Not thread-safe.
 */
final class Family {
  /** How many of the oldest, and how many of the others, are remembered at most. */
  private static final int HALF = 10;

  private final TreeSet<Candidate> oldest = new TreeSet<>(Candidate.OLDEST_FIRST);
  private final List<Candidate> others = new ArrayList<>();
  private long count;
  private long bytes;

  void add(Candidate file, SplittableRandom random) {
    count++;
    bytes += file.size();
    oldest.add(file);
    if (oldest.size() > HALF) {
      remember(oldest.pollLast(), random);
    }
  }

  /** Vitter's algorithm R: each of those that were offered is remembered equally likely. */
  private void remember(Candidate file, SplittableRandom random) {
    if (others.size() < HALF) {
      others.add(file);
    } else {
      long place = random.nextLong(count - HALF);
      if (place < HALF) {
        others.set((int) place, file);
      }
    }
  }

  long count() {
    return count;
  }

  long bytes() {
    return bytes;
  }

  Candidate first() {
    return oldest.first();
  }

  /**
   * Returns up to {@code wanted} of its files, the oldest first. One half follow one another as
   * they do in truth, which shows how often a family that changes a lot gets a new reference; the
   * others are spread over its time, which shows how much more the later ones differ.
   */
  List<Candidate> sample(int wanted) {
    List<Candidate> later = new ArrayList<>(others);
    later.sort(Candidate.OLDEST_FIRST);
    int run = Math.min(oldest.size(), Math.max((wanted + 1) / 2, wanted - later.size()));
    List<Candidate> sample = new ArrayList<>(new ArrayList<>(oldest).subList(0, run));
    int more = Math.min(wanted - run, later.size());
    for (int i = 1; i <= more; i++) {
      sample.add(later.get((int) ((long) i * later.size() / more) - 1));
    }
    return sample;
  }
}
