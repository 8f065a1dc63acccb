package io.deltaglider.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EstimateTest {
  private static final double TEN_POINTS = 0.10;
  private static final int KIB = 1024;

  @TempDir Path root;
  private Cli cli;
  private long time = 1_700_000_000L;
  private final List<String> keys = new ArrayList<>(); // the oldest first

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
    cli.variable("XDG_STATE_HOME", root.resolve("state").toString());
  }

  /** Collections of files as people have them. */
  enum Corpus {
    /** Many versions with small edits. */
    SMALL_EDITS {
      @Override
      void make(EstimateTest test) throws IOException {
        test.versions("app", 40, 0.01);
        test.versions("tool", 25, 0.03);
      }
    },
    /** Nothing resembles anything. */
    UNRELATED {
      @Override
      void make(EstimateTest test) throws IOException {
        for (int i = 0; i < 40; i++) {
          test.file("dump-" + (char) ('a' + i % 26) + i + "x/data.zip", random(i, 150 * KIB));
        }
      }
    },
    /** Of everything something, and small files, and such of no known kind. */
    MIXED {
      @Override
      void make(EstimateTest test) throws IOException {
        test.versions("app", 20, 0.02);
        test.versions("lib", 12, 0.3);
        for (int i = 0; i < 12; i++) {
          test.file("photos/p" + (char) ('a' + i) + ".jpg", random(100 + i, 200 * KIB));
          test.file("single" + (char) ('a' + i) + "/one.tar", random(200 + i, 120 * KIB));
        }
        for (int i = 0; i < 30; i++) {
          test.file("docs/n" + i + ".zip", random(300 + i, 3 * KIB));
        }
      }
    };

    abstract void make(EstimateTest test) throws IOException;
  }

  private static byte[] random(long seed, int size) {
    byte[] content = new byte[size];
    new Random(seed).nextBytes(content);
    return content;
  }

  /** Writes versions, each like the one before but for a part of its blocks. */
  private void versions(String name, int count, double edited) throws IOException {
    Random random = new Random(name.hashCode());
    byte[] content = random(name.hashCode(), 128 * KIB);
    byte[] block = new byte[KIB];
    for (int version = 0; version < count; version++) {
      file(name + "/v1." + version + ".0/" + name + ".zip", content);
      for (int i = 0; i < (int) (edited * content.length / KIB); i++) {
        random.nextBytes(block);
        int place = random.nextInt(content.length / KIB);
        System.arraycopy(block, 0, content, place * KIB, KIB);
      }
    }
  }

  private void file(String key, byte[] content) throws IOException {
    keys.add(key);
    Path file = cli.file("corpus/" + key, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(time++)));
  }

  private static double number(String name, String json) {
    Matcher matcher = Pattern.compile("\"" + name + "\":([-0-9.E]+)").matcher(json);
    assertThat(matcher.find()).as(name + " in " + json).isTrue();
    return Double.parseDouble(matcher.group(1));
  }

  /** Stores everything as it is, and then as deltas, the oldest first; returns what that saved. */
  private double truth() {
    cli.ok("mb", "s3://plain");
    for (String key : keys) {
      cli.ok("cp", "--no-delta", "corpus/" + key, "s3://plain/" + key);
    }
    cli.ok("migrate", "--yes", "s3://plain", Cli.BUCKET);
    return number("savedRatio", cli.ok("stats", "--json", Cli.BUCKET));
  }

  @DisplayName("P-42: a sample's estimate is within ten points of what storing everything saves")
  @ParameterizedTest
  @EnumSource
  void isNearTheTruth(Corpus corpus) throws IOException {
    corpus.make(this);
    long quarter = size(cli.directory().resolve("corpus")) / 4;

    String json = cli.ok("estimate", "--json", "--sample-bytes", String.valueOf(quarter), "corpus");

    double truth = truth();
    assertThat(json).contains("\"complete\":false");
    assertThat(number("sampledBytes", json)).isLessThanOrEqualTo((double) quarter);
    assertThat(number("savedRatio", json)).as(corpus + json).isCloseTo(truth, within(TEN_POINTS));
    double logical = number("logicalBytes", json);
    assertThat(truth)
        .as("estimated %s", json)
        .isBetween(
            1 - number("mostStoredBytes", json) / logical - 0.03,
            1 - number("leastStoredBytes", json) / logical + 0.03);
  }

  private static long size(Path directory) throws IOException {
    long size = 0;
    for (String file : Cli.filesBelow(directory)) {
      size += Files.size(directory.resolve(file));
    }
    return size;
  }

  @DisplayName("P-42: estimating a bucket writes nothing to the store")
  @Test
  void nothingIsWritten() throws IOException {
    versions("app", 6, 0.01);
    cli.ok("cp", "-r", "--no-delta", "corpus", Cli.BUCKET);
    List<String> before = snapshot();

    String estimate = cli.ok("estimate", Cli.BUCKET);

    assertThat(snapshot()).isEqualTo(before);
    assertThat(cli.scratch()).isEmptyDirectory();
    assertThat(estimate)
        .contains("Objects:       6\n", "Logical size:  0.8 MB (786432 bytes)", ", measured\n")
        .contains("Sampled:       6 objects, 0.8 MB (786432 bytes), of 1 families in 1\n");
  }

  private List<String> snapshot() throws IOException {
    List<String> files = new ArrayList<>();
    for (String name : Cli.filesBelow(cli.store())) {
      Path file = cli.store().resolve(name);
      files.add(name + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
    }
    return files;
  }

  @DisplayName("P-42: what is wholly sampled is measured: the same as storing it")
  @Test
  void aWholeSampleIsExact() throws IOException {
    versions("app", 8, 0.02);
    String json = cli.ok("estimate", "--json", "corpus");
    assertThat(json).contains("\"complete\":true");
    assertThat(number("savedRatio", json)).isCloseTo(truth(), within(0.001));
  }

  @Test
  void filesOfSeveralPlacesShareReferences() throws IOException {
    cli.file("v1.0/app.zip", random(5, 200 * KIB));
    cli.file("v1.1/app.zip", random(5, 200 * KIB));
    assertThat(number("savedRatio", cli.ok("estimate", "--json", "v1.0", "v1.1")))
        .isCloseTo(0.5, within(0.01));
  }

  @Test
  void anEmptyPlaceCostsNothing() {
    assertThat(cli.ok("estimate", Cli.BUCKET))
        .contains("Objects:       0\n", "Saved:         0.0 %");
  }

  @Test
  void whatIsNotThereIsAnError() {
    assertThat(cli.run("estimate", "s3://nowhere").failure(ExitCode.NOT_FOUND))
        .contains("s3://nowhere");
    assertThat(cli.run("estimate", "nowhere").failure(ExitCode.NOT_FOUND)).contains("nowhere");
  }
}
