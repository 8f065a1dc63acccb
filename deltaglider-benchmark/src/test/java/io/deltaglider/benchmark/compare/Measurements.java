package io.deltaglider.benchmark.compare;

import io.deltaglider.benchmark.corpus.CorpusPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Measurements that keep to every bar, to be changed one at a time. */
final class Measurements {
  static final long TARGET_BYTES = 1_000_000_000;

  private final Map<ToolName, Measurement> byTool = new EnumMap<>(ToolName.class);

  Measurements() {
    put(ToolName.ENGINE_1, 1100, 100, 1000);
    put(ToolName.ENGINE_5, 1005, 250, 1000);
    put(ToolName.ENGINE_9, 1030, 9000, 1000);
    put(ToolName.ENGINE_PROCESS, 1005, 1000, 1000);
    put(ToolName.XDELTA3, 1200, 1000, 800);
    put(ToolName.XDELTA3_WHOLE, 1000, 2000, 800);
    put(ToolName.ZSTD_3, 1500, 100, 500);
    put(ToolName.ZSTD_19, 1100, 5000, 500);
  }

  /** CPU in milliseconds; half as much again passes. */
  Measurements put(ToolName tool, long deltaBytes, long encodeCpu, long decodeCpu) {
    byTool.put(
        tool,
        new Measurement(
            tool, TARGET_BYTES, deltaBytes, usage(tool, encodeCpu), usage(tool, decodeCpu)));
    return this;
  }

  PairResult of(CorpusPair pair) {
    return PairResult.of(pair, List.copyOf(byTool.values()), Optional.empty());
  }

  PairResult withRefusal(long cpu) {
    return PairResult.of(
        CorpusPair.RANDOM,
        new ArrayList<>(byTool.values()),
        Optional.of(usage(ToolName.ENGINE_5, cpu)));
  }

  private static Usage usage(ToolName tool, long milliseconds) {
    Duration cpu = Duration.ofMillis(milliseconds);
    Duration wall = Duration.ofMillis(milliseconds * 3 / 2);
    if (tool.compareTo(ToolName.ENGINE_PROCESS) < 0) {
      return new Usage(cpu, cpu, wall, OptionalLong.empty());
    }
    return new Usage(cpu, cpu.plusMillis(10), wall, OptionalLong.of(5 << 20));
  }
}
