package io.deltaglider.cli.estimate;

import java.time.Instant;
import java.util.Comparator;

/**
 * A file that may be sampled.
 *
 * @param key the key that it has or would have
 * @param size in bytes
 * @param lastModified when it was written
 * @param origin which of several collections it is from, from 0
 */
public record Candidate(String key, long size, Instant lastModified, int origin) {
  static final Comparator<Candidate> OLDEST_FIRST =
      Comparator.comparing(Candidate::lastModified).thenComparing(Candidate::key);

  /** Creates a file of the only collection. */
  public Candidate(String key, long size, Instant lastModified) {
    this(key, size, lastModified, 0);
  }

  Candidate withOrigin(int other) {
    return new Candidate(key, size, lastModified, other);
  }
}
