package io.deltaglider.cli;

import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.MeasuredCommand.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands over many objects, in processes with a small heap. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells a process's peak of memory")
@Timeout(900)
class ScaleTest {
  private static final int FEW = 1_000;
  private static final int QUARTER = 25_000;
  private static final int MANY = 100_000;

  /** Over this, work that is in proportion to the objects cannot take; machines are noisy. */
  private static final double MAX_GROWTH = 1.6 * MANY / QUARTER;

  /** What is too short to be compared: starting and warming up vary by as much. */
  private static final double NOISE_SECONDS = 2;

  /** On S3 most of what is stored is so large that only a look tells that it is no delta. */
  private static final int SIZES = 400;

  private static final int PER_DIRECTORY = 250;
  private static final int RELEASES = 3;
  private static final String CONCURRENCY = "16";
  private static final Pattern LISTED =
      Pattern.compile("\"size\":([0-9]+),.*\"storedSize\":([0-9]+),\"form\":\"([a-z]+)\"");

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void begin() throws IOException {
    cli = new Cli(root);
  }

  @DisplayName("L-47, P-40: 1,000 objects in a directory, in a heap of 64 MiB")
  @Test
  void fewInDirectory() throws Exception {
    measure("few", FEW, "64m");
  }

  @DisplayName("L-47, P-40: 1,000 objects on S3, in a heap of 64 MiB")
  @Test
  void fewOnS3() throws Exception {
    try (S3ServerProcess server = S3ServerProcess.start("1g")) {
      server.variables(cli);
      measure("few", FEW, "64m");
    }
  }

  @Tag("nightly")
  @Timeout(3600)
  @DisplayName("L-47, P-40: 100,000 objects in a directory take 4 times what 25,000 do")
  @Test
  void manyInDirectory() throws Exception {
    compare();
  }

  @Tag("nightly")
  @Timeout(3600)
  @DisplayName("L-47, P-40: 100,000 objects on S3 take 4 times what 25,000 do")
  @Test
  void manyOnS3() throws Exception {
    try (S3ServerProcess server = S3ServerProcess.start("2g")) {
      server.variables(cli);
      compare();
    }
  }

  private void compare() throws Exception {
    Map<String, Figures> none = measure("none", 0, "256m");
    Map<String, Figures> quarter = measure("quarter", QUARTER, "256m");
    Map<String, Figures> many = measure("many", MANY, "256m");
    for (Map.Entry<String, Figures> command : many.entrySet()) {
      String name = command.getKey();
      double start = none.get(name).seconds();
      double before = Math.max(quarter.get(name).seconds() - start, NOISE_SECONDS);
      assertThat(command.getValue().seconds() - start).as(name).isLessThan(MAX_GROWTH * before);
    }
  }

  /** Stores a tree of files, reads it in several ways, and deletes it. */
  private Map<String, Figures> measure(String bucket, int objects, String heap) throws Exception {
    makeTree(bucket, objects);
    String uri = "s3://" + bucket;
    Map<String, Figures> figures = new LinkedHashMap<>();
    run(heap, "mb", uri);
    String[] sync = {"sync", "--concurrency", CONCURRENCY, bucket, uri};
    int all = objects + RELEASES;

    figures.put("sync of all", run(heap, sync));
    assertThat(figures.get("sync of all").lines()).isEqualTo(all);
    figures.put("sync of nothing", run(heap, sync));
    assertThat(figures.get("sync of nothing").output()).isEmptyFile();
    figures.put("ls", run(heap, "ls", "-r", "--json", uri));
    assertThat(figures.get("ls").lines()).isEqualTo(all);
    figures.put("stats", run(heap, "stats", "--json", uri));
    checkStats(Files.readString(figures.get("stats").output()), figures.get("ls"), objects);
    figures.put("rm", run(heap, "rm", "-r", uri));
    assertThat(figures.get("rm").lines()).isEqualTo(all);
    assertThat(run(heap, "ls", "-r", uri).output()).isEmptyFile();

    figures.forEach(
        (name, took) ->
            System.out.printf(
                Locale.ROOT,
                "%7d objects, heap %s, %-15s %6.1f s, peak RSS %d MB%n",
                objects,
                heap,
                name,
                took.seconds(),
                took.peakMegabytes()));
    return figures;
  }

  private Figures run(String heap, String... arguments) throws Exception {
    return MeasuredCommand.run(cli, root, heap, arguments);
  }

  /** A quarter of the files is in one directory, the others are in many. */
  private void makeTree(String name, int files) throws IOException {
    Files.createDirectories(cli.directory().resolve(name));
    FileTime modified = FileTime.from(Clock.systemUTC().instant().minus(Duration.ofDays(1)));
    for (int number = 0; number < files; number++) {
      String directory = number % 4 == 0 ? "flat" : "many/" + number / PER_DIRECTORY;
      String file = String.format(Locale.ROOT, "%s/%s/%06d.txt", name, directory, number);
      Files.setLastModifiedTime(cli.file(file, new byte[length(number)]), modified);
    }
    for (int number = 0; number < RELEASES; number++) {
      Path file = cli.file(name + "/v1." + number + "/app.zip", version(number));
      Files.setLastModifiedTime(file, modified);
    }
  }

  private static int length(int number) {
    return 1 + number % SIZES;
  }

  /** Compares statistics with what was put, and with what a listing says of each object. */
  private static void checkStats(String stats, Figures listing, int objects) throws IOException {
    long contents = (long) RELEASES * Versions.SIZE;
    for (int number = 0; number < objects; number++) {
      contents += length(number);
    }
    long[] listed = new long[2];
    long deltas = 0;
    try (Stream<String> lines = Files.lines(listing.output())) {
      for (String line : (Iterable<String>) lines::iterator) {
        Matcher entry = LISTED.matcher(line);
        assertThat(entry.find()).as(line).isTrue();
        listed[0] += Long.parseLong(entry.group(1));
        listed[1] += Long.parseLong(entry.group(2));
        deltas += entry.group(3).equals("delta") ? 1 : 0;
      }
    }
    assertThat(listed[0]).isEqualTo(contents);
    assertThat(deltas).isEqualTo(RELEASES);
    assertThat(stats)
        .contains(
            "\"objects\":" + (objects + RELEASES) + ",\"deltas\":" + deltas + ",",
            "\"logicalBytes\":" + contents + ",",
            "\"objectBytes\":" + listed[1] + ",",
            "\"references\":1,\"referenceBytes\":" + Versions.SIZE + ",",
            "\"exact\":true,");
  }
}
