package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.unrelated;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsTest {
  private static final int FOOTER_BYTES = 32;

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
  }

  private void fill() throws IOException {
    for (int number = 0; number < 4; number++) {
      cli.file("app.zip", version(number));
      cli.ok("cp", "app.zip", BUCKET + "/app/v1." + number + "/");
    }
    cli.file("plain.zip", unrelated(3));
    cli.ok("cp", "--no-delta", "plain.zip", BUCKET + "/whole/plain.zip");
    cli.input(text("small")).ok("cp", "-", BUCKET + "/whole/small.zip");
    cli.ok("cp", BUCKET + "/app/v1.1/app.zip", BUCKET + "/app/v1.0/app.zip");
  }

  /** Adds up the bodies of the stored objects below a prefix, by their files' footers. */
  private long storedBytes(String prefix) throws IOException {
    Path directory = cli.store().resolve("releases").resolve(prefix);
    long sum = 0;
    for (String name : Cli.filesBelow(directory)) {
      if (name.endsWith("%object")) {
        try (FileChannel file = FileChannel.open(directory.resolve(name))) {
          ByteBuffer length = ByteBuffer.allocate(Long.BYTES);
          file.read(length, file.size() - FOOTER_BYTES);
          sum += length.getLong(0);
        }
      }
    }
    return sum;
  }

  @DisplayName("Statistics equal a brute-force recount, with internal bytes apart")
  @Test
  void equalARecount() throws IOException {
    fill();

    long internal = storedBytes(".deltaglider");
    long references = storedBytes(".deltaglider/references");
    long objects = storedBytes("app") + storedBytes("whole");
    long logical = 5L * Versions.SIZE + "small".length();
    assertThat(references).isEqualTo(Versions.SIZE);
    assertThat(cli.ok("stats", "--json", BUCKET))
        .startsWith(
            "{\"target\":\"s3://releases\",\"objects\":6,\"deltas\":4,\"logicalBytes\":"
                + logical
                + ",\"storedBytes\":"
                + (objects + internal)
                + ",\"objectBytes\":"
                + objects
                + ",\"references\":1,\"referenceBytes\":"
                + references
                + ",\"otherInternalBytes\":"
                + (internal - references)
                + ",\"savedBytes\":"
                + (logical - objects - internal)
                + ",\"savedRatio\":0.59")
        .contains("\"no delta wanted\":1", "\"smaller than the policy's least size\":1");
  }

  @Test
  void countOnlyBelowAPrefixButNameTheWholeBucketsReferences() throws IOException {
    fill();

    assertThat(cli.ok("stats", "--json", BUCKET + "/app/"))
        .contains("\"objects\":4,", "\"objectBytes\":" + storedBytes("app") + ",")
        .contains("\"referenceBytes\":200000,");
    assertThat(cli.ok("stats", BUCKET + "/app"))
        .contains("Objects:       4 (4 deltas)\n")
        .contains("  references:  0.2 MB (200000 bytes) in 1, of the whole bucket\n");
  }

  private static long number(String name, String json) {
    Matcher matcher = Pattern.compile("\"" + name + "\":([-0-9]+)").matcher(json);
    assertThat(matcher.find()).as(name + " in " + json).isTrue();
    return Long.parseLong(matcher.group(1));
  }

  private static long sum(String name, String json) {
    String families = json.substring(json.indexOf("\"families\":["));
    return Pattern.compile("\"" + name + "\":([-0-9]+)")
        .matcher(families)
        .results()
        .mapToLong(match -> Long.parseLong(match.group(1)))
        .sum();
  }

  @DisplayName("P-40 L-16: 2 500 objects are all counted, in total and by family")
  @Test
  void manyObjectsAreAllCounted() throws IOException {
    fill();
    int many = 2_500;
    for (int i = 0; i < many; i++) {
      cli.file("many/v1." + i + "/n" + i % 10 + ".txt", new byte[i % 7]);
    }
    cli.ok("cp", "-r", "--no-progress", "many", BUCKET + "/many");
    long logicalMany = 0;
    for (int i = 0; i < many; i++) {
      logicalMany += i % 7;
    }

    String all = cli.ok("stats", "--json", BUCKET);
    String below = cli.ok("stats", "--json", BUCKET + "/many");

    assertThat(number("objects", all)).isEqualTo(6 + many);
    assertThat(number("logicalBytes", all)).isEqualTo(5L * Versions.SIZE + 5 + logicalMany);
    assertThat(number("objectBytes", all))
        .isEqualTo(storedBytes("app") + storedBytes("whole") + storedBytes("many"));
    assertThat(all).contains("\"exact\":true", "\"familiesComplete\":true");
    assertThat(sum("objects", all)).isEqualTo(6 + many);
    assertThat(sum("logicalBytes", all)).isEqualTo(number("logicalBytes", all));
    assertThat(sum("objectBytes", all)).isEqualTo(number("objectBytes", all));
    assertThat(sum("referenceBytes", all)).isEqualTo(number("referenceBytes", all));
    assertThat(number("objects", below)).isEqualTo(many);
    assertThat(number("logicalBytes", below)).isEqualTo(logicalMany);
    assertThat(sum("referenceBytes", below)).isZero();
  }

  @DisplayName("L-16: a prefix that shares nothing saves nothing, and not less than nothing")
  @Test
  void nothingIsSavedBelowAPlainPrefix() throws IOException {
    fill();
    assertThat(cli.ok("stats", BUCKET + "/whole"))
        .contains("Saved:         0.0 MB (0 bytes), 0.0 %, with the references that are used here");
    assertThat(cli.ok("stats", BUCKET + "/app"))
        .containsPattern("Saved: +0.6 MB \\(59[0-9]+ bytes\\), 7[0-9.]+ %, with the references");
  }

  @DisplayName("L-16: a reference that nothing shares costs more, which is said in bytes")
  @Test
  void aTinyLossIsSaid() throws IOException {
    cli.file("app.zip", version(1));
    cli.ok("cp", "app.zip", BUCKET + "/app/v1.0/");
    assertThat(cli.ok("stats", BUCKET))
        .containsPattern("Saved: +nothing: costs [0-9]+ bytes more\n")
        .doesNotContain("-0", " -");
  }

  @Test
  void theBestAndTheWorstFamiliesAreShown() throws IOException {
    fill();
    assertThat(cli.ok("stats", "--families", "1", BUCKET))
        .contains("Families:      3\n")
        .containsPattern("  best   app/\\*/app.zip: 4 objects, 0.8 MB stored as 0.2 MB \\(saves 7")
        .containsPattern("  worst  whole/[a-z]+.zip: 1 objects, 0.[02] MB stored as .*saves 0.0 %");
    assertThat(cli.ok("stats", "--families", "0", BUCKET)).doesNotContain("Families");
    assertThat(cli.run("stats", "--level", "some", BUCKET).failure(ExitCode.USAGE))
        .contains("is not quick, sampled or detailed");
  }

  @Test
  void anEmptyBucketCostsNothing() {
    assertThat(cli.ok("stats", "--json", BUCKET))
        .contains("\"objects\":0,", "\"storedBytes\":0,", "\"savedRatio\":0.0,");
    assertThat(cli.ok("stats", BUCKET)).contains("Saved:         0.0 MB (0 bytes), 0.0 %\n");
  }

  @Test
  void anErrorIsAnError() {
    assertThat(cli.run("stats", "s3://nowhere").failure(ExitCode.NOT_FOUND))
        .isEqualTo("deltaglider: count: s3://nowhere: no such bucket");
  }
}
