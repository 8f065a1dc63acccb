package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListTest {
  private static final int MANY = 2_500;

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
  }

  @DisplayName("P-24: 2 500 objects are 2 500 lines")
  @Test
  void listsPastTheFirstPage() throws IOException {
    for (int i = 0; i < MANY; i++) {
      cli.file("many/" + i, text(""));
    }
    cli.ok("cp", "-r", "--quiet", "many", BUCKET + "/many");

    List<String> expected = IntStream.range(0, MANY).mapToObj(i -> "many/" + i).sorted().toList();
    assertThat(cli.keys()).isEqualTo(expected);
    assertThat(cli.ok("ls", "--summarize", BUCKET + "/many/"))
        .hasLineCount(MANY + 3)
        .contains("\nTotal Objects: 2500\n");
    assertThat(cli.ok("stats", "--json", BUCKET)).contains("\"objects\":2500,");
    assertThat(cli.ok("rm", "-r", BUCKET)).hasLineCount(MANY);
    assertThat(cli.keys()).isEmpty();
  }

  @DisplayName("P-24: one object's full key gives its line")
  @Test
  void listsOneObject() throws IOException {
    cli.file("app.zip", version(1));
    cli.ok("cp", "app.zip", BUCKET + "/v1/");

    assertThat(cli.ok("ls", BUCKET + "/v1/app.zip"))
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2} +200000 app.zip\n");
  }

  @Test
  void showsPrefixesAsAwsDoes() {
    cli.input(text("1")).ok("cp", "-", BUCKET + "/a/b");
    cli.input(text("1")).ok("cp", "-", BUCKET + "/a/c/d");

    assertThat(cli.ok("ls", BUCKET)).isEqualTo(" ".repeat(27) + "PRE a/\n");
    assertThat(cli.ok("ls", BUCKET + "/a/").lines().map(line -> line.replaceFirst(".* ", "")))
        .containsExactly("c/", "b");
    assertThat(cli.ok("ls", "releases/a/c/")).contains("         1 d\n");
  }

  @Test
  void showsLogicalSizes() throws IOException {
    for (int number = 1; number <= 2; number++) {
      cli.file("app.zip", version(number));
      cli.ok("cp", "app.zip", BUCKET + "/v1." + number + "/");
    }

    assertThat(cli.ok("ls", "-r", "--human-readable", BUCKET)).contains("195.3 KiB v1.2/app.zip");
    assertThat(cli.ok("ls", "-r", "--json", BUCKET).lines())
        .hasSize(2)
        .allMatch(line -> line.contains("\"size\":200000,") && line.contains("\"form\":\"delta\""));
  }

  @Test
  void nothingFoundIsAFailureOnlyBelowAPrefix() {
    assertThat(cli.ok("ls", BUCKET)).isEmpty();
    Result result = cli.run("ls", BUCKET + "/nothing");
    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(result.out() + result.err()).isEmpty();
    assertThat(cli.run("ls", "s3://nowhere").failure(ExitCode.NOT_FOUND))
        .isEqualTo("deltaglider: list: s3://nowhere: no such bucket");
  }

  @Test
  void listsBuckets() {
    cli.ok("mb", "s3://another");

    assertThat(cli.ok("ls").lines().map(line -> line.substring(20)))
        .containsExactly("another", "releases");
    assertThat(cli.ok("ls", "s3://", "--json"))
        .contains("{\"type\":\"bucket\",\"bucket\":\"another\",");
  }
}
