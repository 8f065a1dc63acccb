package io.deltaglider.cli.output;

/** Shows how far a transfer is. Not thread-safe. */
public interface Progress {
  /** Shows nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void start(String what, long bytes) {}

        @Override
        public void advance(long bytes) {}

        @Override
        public void clear() {}
      };

  /**
   * A transfer begins.
   *
   * @param what what is transferred, for the person who watches
   * @param bytes how many bytes there are; 0 if nobody knows
   */
  void start(String what, long bytes);

  /** Some more bytes were transferred. */
  void advance(long bytes);

  /** Takes away what is shown, so that something else can be written. */
  void clear();
}
