package io.deltaglider.cli;

import static io.deltaglider.cli.Versions.unrelated;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeEnvironment() throws IOException {
    cli = new Cli(root);
  }

  @Test
  void showsWhatVersionsOfAReleaseCost() throws IOException {
    List<String> lines = cli.ok("demo").lines().toList();

    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).matches("v1\\.0\\.0 +20\\.3 MB stored +20\\.3 MB \\(reference\\)");
    assertThat(lines.get(1)).matches("v1\\.0\\.1 +20\\.3 MB stored +0\\.2 MB \\(saved 99\\.. %\\)");
    assertThat(lines.get(4)).startsWith("total").contains("all 4 restored byte for byte");
    assertThat(cli.scratch()).isEmptyDirectory();
    assertThat(cli.store()).doesNotExist();
  }

  @Test
  void showsWhatTheUsersFilesCost() throws IOException {
    cli.file("one.zip", version(1));
    cli.file("two.zip", version(2));
    cli.file("other.txt", unrelated(2));

    assertThat(cli.ok("demo", "one.zip", "two.zip", "other.txt").lines())
        .hasSize(4)
        .allMatch(line -> line.contains(" 0.") && line.contains(" stored "))
        .anyMatch(line -> line.contains("(reference)"))
        .anyMatch(line -> line.contains("(stored whole: "));
    assertThat(cli.run("demo", "one.zip", "none.zip").failure(ExitCode.NOT_FOUND))
        .contains("none.zip: no such file");
  }

  @DisplayName("P-45: a duration is shown with its unit, and JSON has milliseconds")
  @Test
  void durationsHaveTheirUnit() throws IOException {
    cli.file("one.zip", version(1));

    assertThat(timed(Duration.ofMillis(90_500), "demo", "one.zip")).contains("took 1 min 30 s\n");
    assertThat(timed(Duration.ofMillis(1_500), "demo", "one.zip")).contains("took 1.5 s\n");
    assertThat(timed(Duration.ofMillis(850), "demo", "one.zip")).contains("took 850 ms\n");
    assertThat(timed(Duration.ofMillis(90_500), "demo", "--json", "one.zip"))
        .contains("\"durationMillis\":90500}");
  }

  private String timed(Duration duration, String... command) {
    long start = 7_000_000_000L;
    Queue<Long> readings = new ArrayDeque<>(List.of(start, start + duration.toNanos()));
    cli.nanoTime(readings::remove);
    return cli.ok(command);
  }
}
