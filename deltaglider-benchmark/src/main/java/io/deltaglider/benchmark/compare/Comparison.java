package io.deltaglider.benchmark.compare;

import io.deltaglider.benchmark.corpus.CorpusPair;
import io.deltaglider.core.vcdiff.EncoderOptions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs all tools on a pair, in turns, so that what else the machine does meets all of them. */
final class Comparison {
  /** A delta larger than this part of the target is not worth storing. */
  private static final double WORTHWHILE = 0.75;

  private final Path corpora;
  private final Path scratch;
  private final String program;
  private final boolean hdiffz;

  /**
   * Creates one.
   *
   * @param scratch an existing directory for deltas
   * @param program the {@code deltaglider} command of the checkout
   */
  Comparison(Path corpora, Path scratch, String program) {
    this.corpora = corpora;
    this.scratch = scratch;
    this.program = program;
    this.hdiffz = isOnPath("hdiffz") && isOnPath("hpatchz");
  }

  /** Measures everything on one pair. */
  PairResult run(CorpusPair pair) throws Exception {
    PairFiles files = new PairFiles(pair.source(corpora), pair.target(corpora), scratch);
    byte[] source = Files.readAllBytes(files.source());
    byte[] target = Files.readAllBytes(files.target());
    byte[] decoded = new byte[target.length];
    LibraryTool engine =
        new LibraryTool(
            ToolName.ENGINE_5, EncoderOptions.DEFAULT.effort(), source, target, decoded);
    List<Tool> tools = new ArrayList<>();
    tools.add(
        new LibraryTool(ToolName.ENGINE_1, EncoderOptions.MIN_EFFORT, source, target, decoded));
    tools.add(engine);
    tools.add(
        new LibraryTool(ToolName.ENGINE_9, EncoderOptions.MAX_EFFORT, source, target, decoded));
    tools.addAll(processes(files));
    List<Measurement> measurements = measure(tools, target.length);
    Optional<Usage> refusal = Optional.empty();
    if (pair == CorpusPair.RANDOM) {
      refusal = Optional.of(refuse(engine, (long) (target.length * WORTHWHILE)));
    }
    return PairResult.of(pair, measurements, refusal);
  }

  private List<Tool> processes(PairFiles files) {
    List<Tool> tools = new ArrayList<>();
    tools.add(process(ToolName.ENGINE_PROCESS, new Command.DeltaGlider(program), files));
    tools.add(process(ToolName.XDELTA3, new Command.Xdelta3(false), files));
    tools.add(process(ToolName.XDELTA3_WHOLE, new Command.Xdelta3(true), files));
    tools.add(process(ToolName.ZSTD_3, new Command.Zstd(3), files));
    tools.add(process(ToolName.ZSTD_19, new Command.Zstd(19), files));
    if (hdiffz) {
      tools.add(process(ToolName.HDIFFZ, new Command.Hdiffz(), files));
    }
    return tools;
  }

  private static Tool process(ToolName name, Command command, PairFiles files) {
    return new ProcessTool(name, command, files, Map.of());
  }

  private static List<Measurement> measure(List<Tool> tools, long targetBytes) throws Exception {
    List<ToolRuns> all = tools.stream().map(ToolRuns::new).toList();
    boolean any = true;
    while (any) {
      any = false;
      for (ToolRuns runs : all) {
        any |= runs.run();
      }
    }
    List<Measurement> measurements = new ArrayList<>();
    for (ToolRuns runs : all) {
      measurements.add(runs.measurement(targetBytes));
    }
    return measurements;
  }

  private static Usage refuse(LibraryTool engine, long maxDeltaBytes) throws Exception {
    List<Usage> runs = new ArrayList<>();
    for (int run = 0; run < Repetition.WARM.max(); run++) {
      runs.add(engine.refuse(maxDeltaBytes));
    }
    return Usage.median(runs.subList(Repetition.WARM.firstCounted(runs.size()), runs.size()));
  }

  private static boolean isOnPath(String program) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }
}
