package io.deltaglider.cli.migrate;

/** What there is to do, as one listing shows it. Not thread-safe. */
public final class Survey {
  private long objects;
  private long bytes;
  private long verified;
  private long changed;
  private long kept;
  private long excluded;

  void add(Step step, long size) {
    switch (step) {
      case DO -> add(size);
      case DO_AGAIN -> {
        add(size);
        changed++;
      }
      case VERIFIED -> verified++;
      case KEEP -> kept++;
      case EXCLUDED -> excluded++;
    }
  }

  private void add(long size) {
    objects++;
    bytes += size;
  }

  /** What is to be done with one listed object. */
  enum Step {
    /** It is to be done. */
    DO,
    /** It was done, and has changed since. */
    DO_AGAIN,
    /** The journal says that it is done. */
    VERIFIED,
    /** The listing shows that nothing has to be done. */
    KEEP,
    /** The filter leaves it out. */
    EXCLUDED
  }

  /** Returns how many objects are to be done. */
  public long objects() {
    return objects;
  }

  /** Returns their size in bytes, as the listing shows it. */
  public long bytes() {
    return bytes;
  }

  /** Returns how many objects were verified before. */
  public long verified() {
    return verified;
  }

  /** Returns how many of those to be done were done before, and have changed since. */
  public long changed() {
    return changed;
  }

  /** Returns how many objects the listing alone shows to need nothing. */
  public long kept() {
    return kept;
  }

  /** Returns how many objects the filter leaves out. */
  public long excluded() {
    return excluded;
  }
}
