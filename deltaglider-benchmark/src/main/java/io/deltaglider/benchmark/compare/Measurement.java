package io.deltaglider.benchmark.compare;

/** What one tool took for one pair, and the bytes of its delta. */
record Measurement(ToolName tool, long targetBytes, long deltaBytes, Usage encode, Usage decode) {
  /** Returns millions of bytes of target decoded per second that passes. */
  double decodedMegabytesPerSecond() {
    return targetBytes / 1e6 / Usage.seconds(decode.wall());
  }
}
