package io.deltaglider.cli;

import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.version;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills {@code sync} in processes of its own, and runs it again. */
@Timeout(600)
class SyncKillTest {
  private static final String PREFIX = Cli.BUCKET + "/tree";
  private static final String TEMPORARY = ".deltaglider-";
  private static final Duration DAY = Duration.ofDays(1);
  private static final int RELEASES = 6;
  private static final int NOTES = 12;
  private static final int MAX_WAIT_MILLIS = 60;

  /** How many lines of output there are, about: what is new, changed or deleted. */
  private static final int STEPS = 16;

  @TempDir Path root;
  private final Instant storedAt = Clock.systemUTC().instant().minus(DAY.multipliedBy(3));
  private final Map<String, byte[]> before = new TreeMap<>();
  private final Map<String, byte[]> after = new TreeMap<>();
  private Cli cli;

  /** Which state a content belongs to. */
  private interface Content {
    byte[] of(String key) throws IOException;
  }

  @BeforeEach
  void fill() throws IOException {
    for (int number = 0; number < RELEASES; number++) {
      change("app/v1." + number + "/app.zip", version(number), version(10 + number), number);
    }
    for (int number = 0; number < NOTES; number++) {
      String key = "notes/" + (number % 3) + "/" + number + ".txt";
      change(key, text("old " + number), text("new " + number), number);
    }
    cli = Cli.withBucket(root);
    cli.clock(Clock.fixed(storedAt, ZoneOffset.UTC));
    for (Map.Entry<String, byte[]> file : before.entrySet()) {
      write("before/" + file.getKey(), file.getValue(), storedAt.minus(DAY));
    }
    for (Map.Entry<String, byte[]> file : after.entrySet()) {
      byte[] old = before.getOrDefault(file.getKey(), new byte[0]);
      boolean same = Arrays.equals(old, file.getValue());
      write(
          "after/" + file.getKey(),
          file.getValue(),
          same ? storedAt.minus(DAY) : storedAt.plus(DAY));
    }
    cli.ok("sync", "before", PREFIX);
    cli.clock(Clock.systemUTC());
  }

  /** Of four objects, one is deleted, one changed, one new, and one stays. */
  private void change(String key, byte[] old, byte[] changed, int number) {
    switch (number % 4) {
      case 0 -> before.put(key, old);
      case 1 -> {
        before.put(key, old);
        after.put(key, changed);
      }
      case 2 -> after.put(key, changed);
      default -> {
        before.put(key, old);
        after.put(key, old);
      }
    }
  }

  private void write(String name, byte[] content, Instant modified) throws IOException {
    Files.setLastModifiedTime(cli.file(name, content), FileTime.from(modified));
  }

  @DisplayName("P-36: sync to a store, killed at 5 random moments, loses nothing")
  @Test
  void uploadKilledAtAFewMoments() throws Exception {
    killUploads(5, 20_260_102L);
  }

  @DisplayName("P-36: sync to a directory, killed at 5 random moments, loses nothing")
  @Test
  void downloadKilledAtAFewMoments() throws Exception {
    killDownloads(5, 20_260_103L);
  }

  @Tag("nightly")
  @DisplayName("P-36: sync to a store, killed at 50 random moments, loses nothing")
  @Test
  void uploadKilledAtManyMoments() throws Exception {
    killUploads(50, newSeed());
  }

  @Tag("nightly")
  @DisplayName("P-36: sync to a directory, killed at 50 random moments, loses nothing")
  @Test
  void downloadKilledAtManyMoments() throws Exception {
    killDownloads(50, newSeed());
  }

  private static long newSeed() {
    long seed = new Random().nextLong();
    System.out.println("SyncKillTest seed " + seed);
    return seed;
  }

  private void killUploads(int moments, long seed) throws Exception {
    Random random = new Random(seed);
    String[] command = {"sync", "--delete", "after", PREFIX};
    for (int moment = 0; moment < moments; moment++) {
      Path store = root.resolve("store" + moment);
      copyTree(cli.store(), store);
      cli.variable("DG_STORE", "file:" + store);
      String description = "seed " + seed + ", moment " + moment;
      kill(random, command);
      checkKilled(stored(), this::object, description);

      cli.ok(command);

      checkDone(stored(), this::object, description);
      assertThat(cli.ok(command)).as(description).isEmpty();
      assertThat(cli.ok("verify", "-r", PREFIX)).as(description).contains(", 0 invalid");
    }
    checkScratch();
  }

  private void killDownloads(int moments, long seed) throws Exception {
    cli.ok("sync", "--exact-timestamps", PREFIX, "held");
    cli.ok("sync", "--delete", "after", PREFIX);
    Random random = new Random(seed);
    for (int moment = 0; moment < moments; moment++) {
      String name = "m" + moment;
      Path directory = cli.directory().resolve(name);
      copyTree(cli.directory().resolve("held"), directory);
      String[] command = {"sync", "--delete", "--exact-timestamps", PREFIX, name};
      Content files = key -> Files.readAllBytes(directory.resolve(key));
      String description = "seed " + seed + ", moment " + moment;
      kill(random, command);
      Set<String> left = new TreeSet<>(Cli.filesBelow(directory));
      left.removeIf(file -> file.contains(TEMPORARY));
      checkKilled(left, files, description);
      assertThat(cli.ok("sync", "--dryrun", name, Cli.BUCKET + "/back"))
          .as(description)
          .doesNotContain(TEMPORARY);

      Result again = cli.run(command);

      assertThat(again.err()).as(description).isEmpty();
      checkDone(new TreeSet<>(Cli.filesBelow(directory)), files, description);
      assertThat(cli.ok(command)).as(description).isEmpty();
    }
    checkScratch();
  }

  private void kill(Random random, String... command) throws Exception {
    try (ChildProcess child = ChildProcess.start(cli, command)) {
      readLines(child, random.nextInt(STEPS));
      child.killAfter(random.nextInt(MAX_WAIT_MILLIS));
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

  private Set<String> stored() {
    Set<String> keys = new TreeSet<>();
    cli.keysOf(PREFIX + "/").forEach(key -> keys.add(key.substring("tree/".length())));
    return keys;
  }

  private byte[] object(String key) {
    return cli.content(PREFIX + "/" + key);
  }

  /** Everything is as it was or as it shall be, and what was there and shall be is there. */
  private void checkKilled(Set<String> found, Content contents, String description)
      throws IOException {
    Set<String> kept = new TreeSet<>(before.keySet());
    kept.retainAll(after.keySet());
    assertThat(found).as(description).containsAll(kept);
    for (String key : found) {
      byte[] content = contents.of(key);
      List<byte[]> allowed =
          Stream.of(before, after)
              .filter(it -> it.containsKey(key))
              .map(it -> it.get(key))
              .toList();
      assertThat(allowed)
          .as("%s: %s", description, key)
          .anyMatch(one -> Arrays.equals(one, content));
    }
  }

  private void checkDone(Set<String> found, Content contents, String description)
      throws IOException {
    assertThat(found).as(description).isEqualTo(after.keySet());
    for (Map.Entry<String, byte[]> object : after.entrySet()) {
      assertThat(contents.of(object.getKey()))
          .as("%s: %s", description, object.getKey())
          .isEqualTo(object.getValue());
    }
  }

  /** Lock files stay, what a killed process had in scratch does not. */
  private void checkScratch() throws IOException {
    try (Stream<Path> files = Files.walk(cli.scratch())) {
      assertThat(files.filter(Files::isRegularFile).filter(file -> file.toFile().length() > 0))
          .isEmpty();
    }
  }

  private static void copyTree(Path source, Path target) throws IOException {
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path path : paths.toList()) {
        Files.copy(
            path,
            target.resolve(source.relativize(path).toString()),
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
