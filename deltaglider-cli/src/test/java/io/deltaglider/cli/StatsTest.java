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
