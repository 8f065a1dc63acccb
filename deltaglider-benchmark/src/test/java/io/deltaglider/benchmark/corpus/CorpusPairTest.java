package io.deltaglider.benchmark.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CorpusPairTest {
  @Test
  void everyFileIsOneThatIsFetchedOrMade() {
    List<String> known =
        Stream.of("corpora.sha256", "large-corpora.sha256", "derived.sha256")
            .flatMap(list -> names(Path.of(list)).stream())
            .toList();
    Path here = Path.of("");

    assertThat(CorpusPair.all())
        .isNotEmpty()
        .allSatisfy(
            pair ->
                assertThat(known)
                    .contains(pair.source(here).toString(), pair.target(here).toString()));
  }

  @Test
  void noFileHasTwoChecksums() {
    assertThat(
            Stream.of("corpora.sha256", "large-corpora.sha256", "derived.sha256")
                .flatMap(list -> names(Path.of(list)).stream()))
        .doesNotHaveDuplicates();
  }

  private static List<String> names(Path list) {
    try {
      return Files.readAllLines(list).stream()
          .map(line -> line.substring(line.lastIndexOf(' ') + 1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
