package io.deltaglider.benchmark.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The runs of one tool on one pair. */
final class ToolRuns {
  private final Tool tool;
  private final List<Usage> encodes = new ArrayList<>();
  private final List<Usage> decodes = new ArrayList<>();
  private Duration cpu = Duration.ZERO;

  ToolRuns(Tool tool) {
    this.tool = tool;
  }

  /** Encodes and decodes once more, unless that was done enough; says whether it did. */
  boolean run() throws Exception {
    if (!tool.repetition().wantsMore(encodes.size(), cpu)) {
      return false;
    }
    Usage encode = tool.encode();
    Usage decode = tool.decode();
    encodes.add(encode);
    decodes.add(decode);
    cpu = cpu.plus(encode.cpu()).plus(decode.cpu());
    return true;
  }

  Measurement measurement(long targetBytes) throws Exception {
    return new Measurement(
        tool.name(), targetBytes, tool.deltaBytes(), counted(encodes), counted(decodes));
  }

  private Usage counted(List<Usage> runs) {
    return Usage.median(runs.subList(tool.repetition().firstCounted(runs.size()), runs.size()));
  }
}
