package io.deltaglider.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorpusPairTest {
  @Test
  void everyFileIsOneThatIsFetched() throws IOException {
    List<String> fetched =
        Files.readAllLines(Path.of("corpora.sha256")).stream()
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .toList();
    Path here = Path.of("");

    assertThat(CorpusPair.all())
        .isNotEmpty()
        .allSatisfy(
            pair ->
                assertThat(fetched)
                    .contains(pair.source(here).toString(), pair.target(here).toString()));
  }
}
