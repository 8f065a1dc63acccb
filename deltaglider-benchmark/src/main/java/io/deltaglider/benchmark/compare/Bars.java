package io.deltaglider.benchmark.compare;

import io.deltaglider.benchmark.corpus.CorpusPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the engine has to reach beside other tools. */
final class Bars {
  private static final int PER_MILLE_BY_DEFAULT = 1005;
  private static final int PER_MILLE_OF_MOST_EFFORT = 1030;
  private static final int CPU_PART = 4;
  private static final int CPU_PART_OF_MOVED_MEMBERS = 50;
  private static final double DECODED_MEGABYTES_PER_SECOND = 700;
  private static final double DECODE_CPU = 1.3;
  private static final Duration REFUSAL_CPU = Duration.ofMillis(300);
  private static final long SWAPPED_BYTES = 2048;
  private static final Duration SWAPPED_CPU = Duration.ofSeconds(3);

  private Bars() {}

  /** Returns the verdict of each bar that one pair has. */
  static List<Verdict> of(PairResult result) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(bytesByDefault(result));
    verdicts.add(bytesOfMostEffort(result));
    verdicts.add(cpuByDefault(result));
    verdicts.add(cpuOfLeastEffort(result));
    verdicts.add(decode(result));
    result.refusal().ifPresent(refusal -> verdicts.add(refusal(result, refusal)));
    if (result.pair() == CorpusPair.HALVES_SWAPPED) {
      verdicts.addAll(halvesSwapped(result));
    }
    return verdicts;
  }

  private static Verdict bytesByDefault(PairResult result) {
    return bytesAtMost(
        result,
        "bytes at the default effort, at most 1.005 x xdelta3 -9 -B",
        result.of(ToolName.ENGINE_5).deltaBytes(),
        PER_MILLE_BY_DEFAULT,
        result.of(ToolName.XDELTA3_WHOLE).deltaBytes());
  }

  private static Verdict bytesOfMostEffort(PairResult result) {
    return bytesAtMost(
        result,
        "bytes at effort 9, at most 1.03 x the less of xdelta3 -9 -B and zstd -19",
        result.of(ToolName.ENGINE_9).deltaBytes(),
        PER_MILLE_OF_MOST_EFFORT,
        Math.min(
            result.of(ToolName.XDELTA3_WHOLE).deltaBytes(),
            result.of(ToolName.ZSTD_19).deltaBytes()));
  }

  private static Verdict cpuByDefault(PairResult result) {
    int part = result.pair() == CorpusPair.MOVED_MEMBERS ? CPU_PART_OF_MOVED_MEMBERS : CPU_PART;
    return cpuAtMost(
        result,
        "encode CPU at the default effort, at most 1/" + part + " of xdelta3 -9",
        result.of(ToolName.ENGINE_5).encode().cpu(),
        1.0 / part,
        result.of(ToolName.XDELTA3).encode().user());
  }

  private static Verdict cpuOfLeastEffort(PairResult result) {
    return cpuAtMost(
        result,
        "encode CPU at effort 1, at most that of zstd -3",
        result.of(ToolName.ENGINE_1).encode().cpu(),
        1,
        result.of(ToolName.ZSTD_3).encode().user());
  }

  private static Verdict decode(PairResult result) {
    Measurement ours = result.of(ToolName.ENGINE_5);
    double cpu = Usage.seconds(ours.decode().cpu());
    double theirs = Usage.seconds(result.of(ToolName.XDELTA3).decode().user());
    double speed = ours.decodedMegabytesPerSecond();
    return verdict(
        speed >= DECODED_MEGABYTES_PER_SECOND || cpu <= DECODE_CPU * theirs,
        result,
        "decoding, at least 700 MB/s or at most 1.3 x the CPU of xdelta3 -d",
        String.format(Locale.ROOT, "%.0f MB/s, %.3f s against %.3f s", speed, cpu, theirs));
  }

  private static Verdict refusal(PairResult result, Usage refusal) {
    return verdict(
        refusal.cpu().compareTo(REFUSAL_CPU) <= 0,
        result,
        "CPU to find that the delta is too large, at most 0.3 s",
        String.format(Locale.ROOT, "%.3f s", Usage.seconds(refusal.cpu())));
  }

  private static List<Verdict> halvesSwapped(PairResult result) {
    Measurement ours = result.of(ToolName.ENGINE_5);
    Duration cpu = ours.encode().cpu();
    return List.of(
        verdict(
            ours.deltaBytes() < SWAPPED_BYTES,
            result,
            "bytes at the default effort, less than 2,048",
            String.format(Locale.ROOT, "%,d", ours.deltaBytes())),
        verdict(
            cpu.compareTo(SWAPPED_CPU) < 0,
            result,
            "encode CPU at the default effort, less than 3 s",
            String.format(Locale.ROOT, "%.3f s", Usage.seconds(cpu))));
  }

  private static Verdict bytesAtMost(
      PairResult result, String bar, long actual, int perMille, long theirs) {
    return verdict(
        actual * 1000 <= perMille * theirs,
        result,
        bar,
        String.format(
            Locale.ROOT, "%,d against %,d (%.4f)", actual, theirs, (double) actual / theirs));
  }

  private static Verdict cpuAtMost(
      PairResult result, String bar, Duration actual, double factor, Duration theirs) {
    double seconds = Usage.seconds(actual);
    double limit = factor * Usage.seconds(theirs);
    return verdict(
        seconds <= limit,
        result,
        bar,
        String.format(Locale.ROOT, "%.3f s, limit %.3f s", seconds, limit));
  }

  private static Verdict verdict(boolean met, PairResult result, String bar, String numbers) {
    return new Verdict(met, result.pair().name(), bar, numbers);
  }
}
