package io.deltaglider.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ToolRunsTest {
  /** Encodes slower each time, by the same step, and decodes in no time. */
  private static final class SlowingTool implements Tool {
    private final Repetition repetition;
    private final Duration step;
    private int runs;

    SlowingTool(Repetition repetition, Duration step) {
      this.repetition = repetition;
      this.step = step;
    }

    @Override
    public ToolName name() {
      return ToolName.XDELTA3;
    }

    @Override
    public Repetition repetition() {
      return repetition;
    }

    @Override
    public Usage encode() {
      runs++;
      return usage(step.multipliedBy(runs));
    }

    @Override
    public Usage decode() {
      return usage(Duration.ZERO);
    }

    private static Usage usage(Duration cpu) {
      return new Usage(cpu, cpu, cpu, OptionalLong.empty());
    }

    @Override
    public long deltaBytes() {
      return runs;
    }
  }

  private static Measurement measure(SlowingTool tool) throws Exception {
    ToolRuns runs = new ToolRuns(tool);
    while (runs.run()) {
      assertThat(tool.runs).isLessThan(100);
    }
    return runs.measurement(1000);
  }

  @Test
  void ofTenWarmRunsTheSixthToTenthCount() throws Exception {
    SlowingTool tool = new SlowingTool(Repetition.WARM, Duration.ofMillis(1));

    assertThat(measure(tool).encode().cpu()).isEqualTo(Duration.ofMillis(8));
    assertThat(tool.runs).isEqualTo(10);
  }

  @Test
  void ofFiveRunsOfAProcessAllCount() throws Exception {
    SlowingTool tool = new SlowingTool(Repetition.PROCESS, Duration.ofMillis(1));

    assertThat(measure(tool).encode().cpu()).isEqualTo(Duration.ofMillis(3));
    assertThat(tool.runs).isEqualTo(5);
  }

  @Test
  void aSlowProcessRunsNoMoreThanNeeded() throws Exception {
    SlowingTool slow = new SlowingTool(Repetition.PROCESS, Duration.ofSeconds(20));
    SlowingTool slower = new SlowingTool(Repetition.PROCESS, Duration.ofSeconds(10));

    measure(slow);
    measure(slower);

    assertThat(slow.runs).isEqualTo(1);
    assertThat(slower.runs).isEqualTo(2);
  }

  @Test
  void aSlowEngineIsWarmedUpAllTheSame() throws Exception {
    SlowingTool tool = new SlowingTool(Repetition.WARM, Duration.ofSeconds(30));

    assertThat(measure(tool).encode().cpu()).isEqualTo(Duration.ofSeconds(90));
    assertThat(tool.runs).isEqualTo(3);
  }
}
