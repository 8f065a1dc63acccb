package io.deltaglider.benchmark.compare;

/**
 * Whether a measurement keeps to a bar.
 *
 * @param numbers what was compared
 */
record Verdict(boolean met, String pair, String bar, String numbers) {
  @Override
  public String toString() {
    return (met ? "met: " : "MISSED: ") + pair + ": " + bar + ": " + numbers;
  }
}
