package io.deltaglider.benchmark.compare;

import io.deltaglider.benchmark.corpus.CorpusPair;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All measurements of one pair.
 *
 * @param refusal what it took to find out that the delta is too large, where that is measured
 */
record PairResult(
    CorpusPair pair, Map<ToolName, Measurement> measurements, Optional<Usage> refusal) {
  static PairResult of(CorpusPair pair, List<Measurement> measurements, Optional<Usage> refusal) {
    Map<ToolName, Measurement> byTool = new EnumMap<>(ToolName.class);
    for (Measurement measurement : measurements) {
      byTool.put(measurement.tool(), measurement);
    }
    return new PairResult(pair, byTool, refusal);
  }

  /** Returns the measurement of a tool that has been measured. */
  Measurement of(ToolName tool) {
    Measurement measurement = measurements.get(tool);
    if (measurement == null) {
      throw new IllegalArgumentException(tool + " has not been measured on " + pair);
    }
    return measurement;
  }
}
