package io.deltaglider.cli;

import static io.deltaglider.cli.Versions.unrelated;
import static io.deltaglider.cli.Versions.version;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills migrations in processes of their own, and runs them again. */
@Timeout(600)
class MigrateKillTest {
  private static final String PLAIN = "s3://plain";
  private static final Pattern DONE = Pattern.compile("\"type\":\"done\",\"key\":\"([^\"]+)\"");
  private static final int FAMILIES = 3;
  private static final int VERSIONS = 6;
  private static final int MAX_WAIT_MILLIS = 60;

  @TempDir Path root;
  private final Map<String, byte[]> contents = new TreeMap<>();
  private Cli cli;

  @BeforeEach
  void fill() throws IOException {
    cli = Cli.withBucket(root);
    cli.variable("XDG_STATE_HOME", root.resolve("state").toString());
    cli.ok("mb", PLAIN);
    for (int family = 0; family < FAMILIES; family++) {
      for (int number = 0; number < VERSIONS; number++) {
        String key = "app" + (char) ('a' + family) + "/v1." + number + "/app.zip";
        byte[] content = family == 0 ? unrelated(number) : version(10 * family + number);
        contents.put(key, content);
        cli.input(content).ok("cp", "--no-delta", "-", PLAIN + "/" + key);
      }
    }
  }

  @DisplayName("P-36: killed at 5 random moments, nothing is lost or done twice")
  @Test
  void killedAtAFewMoments() throws Exception {
    killAndResume(5, 20_260_101L);
  }

  @Tag("nightly")
  @DisplayName("P-36: killed at 50 random moments, nothing is lost or done twice")
  @Test
  void killedAtManyMoments() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("MigrateKillTest seed " + seed);
    killAndResume(50, seed);
  }

  private void killAndResume(int moments, long seed) throws Exception {
    Random random = new Random(seed);
    for (int moment = 0; moment < moments; moment++) {
      String target = Cli.BUCKET + "/m" + moment + "/";
      Path journal = root.resolve("m" + moment + ".journal");
      String[] command = {"migrate", "--yes", "--journal", journal.toString(), PLAIN, target};
      try (ChildProcess child = ChildProcess.start(cli, command)) {
        int lines = random.nextInt(contents.size());
        readLines(child, lines);
        child.killAfter(random.nextInt(MAX_WAIT_MILLIS));
      }
      String description = "seed " + seed + ", moment " + moment;
      Map<String, FileTime> verified = verified(journal, moment);

      Result resumed = cli.run(command);

      assertThat(resumed.exitCode()).as(description + resumed.err()).isEqualTo(ExitCode.OK);
      assertThat(resumed.out())
          .as(description)
          .contains(
              ": " + (contents.size() - verified.size()) + " objects done",
              ", " + verified.size() + " verified before");
      check(journal, moment, verified, description);
    }
  }

  private static void readLines(ChildProcess child, int count) throws IOException {
    BufferedReader output = new BufferedReader(new InputStreamReader(child.output(), UTF_8));
    for (int line = 0; line < count; line++) {
      if (output.readLine() == null) {
        return;
      }
    }
  }

  private Path stored(int moment, String key) {
    return cli.stored("m" + moment + "/" + key);
  }

  private static Map<String, Integer> noted(Path journal) throws IOException {
    Map<String, Integer> noted = new HashMap<>();
    if (Files.exists(journal)) {
      Matcher matcher = DONE.matcher(wholeLines(Files.readString(journal)));
      while (matcher.find()) {
        noted.merge(matcher.group(1), 1, Integer::sum);
      }
    }
    return noted;
  }

  private static String wholeLines(String text) {
    return text.substring(0, text.lastIndexOf('\n') + 1);
  }

  /** Returns when each object was written that the journal says is done. */
  private Map<String, FileTime> verified(Path journal, int moment) throws IOException {
    Map<String, FileTime> times = new HashMap<>();
    for (String key : noted(journal).keySet()) {
      times.put(key, Files.getLastModifiedTime(stored(moment, key)));
    }
    return times;
  }

  private void check(Path journal, int moment, Map<String, FileTime> verified, String description)
      throws IOException {
    for (Map.Entry<String, byte[]> object : contents.entrySet()) {
      assertThat(cli.content(Cli.BUCKET + "/m" + moment + "/" + object.getKey()))
          .as(description)
          .isEqualTo(object.getValue());
    }
    for (Map.Entry<String, FileTime> before : verified.entrySet()) {
      assertThat(Files.getLastModifiedTime(stored(moment, before.getKey())))
          .as("%s: %s was written again", description, before.getKey())
          .isEqualTo(before.getValue());
    }
    assertThat(noted(journal)).as(description).hasSameSizeAs(contents);
    assertThat(noted(journal).values()).as(description).containsOnly(1);
    List<String> lines = Files.readAllLines(journal);
    assertThat(lines).as(description).hasSize(1 + contents.size());
  }
}
