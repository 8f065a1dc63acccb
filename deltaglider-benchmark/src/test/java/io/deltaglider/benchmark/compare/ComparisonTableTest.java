package io.deltaglider.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.benchmark.corpus.CorpusPair;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ComparisonTable table =
      new ComparisonTable(new PrintStream(bytes, true, StandardCharsets.UTF_8));

  @Test
  void everyToolHasARowWithAsManyCellsAsTheHead() {
    table.printHead();
    table.print(new Measurements().of(CorpusPair.SPARK_JAR));

    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(2 + 8);
    long cells = lines.get(0).chars().filter(character -> character == '|').count();
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.chars().filter(each -> each == '|').count()).isEqualTo(cells));
  }

  @Test
  void aProcessHasMemoryAndTheLibraryNone() {
    table.print(new Measurements().of(CorpusPair.SPARK_JAR));

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .contains(
            "| SPARK_JAR | engine, effort 5 (default) | 1,005 | 1.005 | 0.250 | 0.375 | 1.000"
                + " | 1.500 | 667 |  |",
            "| SPARK_JAR | `xdelta3 -9` | 1,200 | 1.200 | 1.010 (1.000) | 1.500 | 0.810 (0.800)"
                + " | 1.200 | 833 | 5 / 5 |");
  }
}
