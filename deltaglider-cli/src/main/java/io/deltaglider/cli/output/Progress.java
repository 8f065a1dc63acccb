package io.deltaglider.cli.output;

/** Shows how far transfers are, any number at once. Thread-safe. */
public interface Progress {
  /** Shows nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void expect(long bytes) {}

        @Override
        public void expectNoMore() {}

        @Override
        public Meter start(String what, long planned, long bytes) {
          return Meter.NONE;
        }

        @Override
        public void clear() {}
      };

  /** Is told how far one transfer is. Not thread-safe. */
  interface Meter extends AutoCloseable {
    /** Tells nobody. */
    Meter NONE =
        new Meter() {
          @Override
          public void advance(long bytes) {}

          @Override
          public void close() {}
        };

    /** Some more bytes were transferred. */
    void advance(long bytes);

    /** The transfer has ended, well or not. */
    @Override
    void close();
  }

  /**
   * One more transfer will be done.
   *
   * @param bytes how many bytes it is likely to have; 0 if nobody knows
   */
  void expect(long bytes);

  /** All transfers are known. */
  void expectNoMore();

  /**
   * A transfer begins.
   *
   * @param what what is transferred, for the person who watches
   * @param planned how many bytes were expected of it
   * @param bytes how many bytes there are; 0 if nobody knows
   */
  Meter start(String what, long planned, long bytes);

  /** Takes away what is shown, so that something else can be written. */
  void clear();
}
