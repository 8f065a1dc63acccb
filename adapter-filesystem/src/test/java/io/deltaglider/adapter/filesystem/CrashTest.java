package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.address;
import static io.deltaglider.adapter.filesystem.StorageTests.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ObjectReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes, again and again, and looks at what it leaves. */
class CrashTest {
  private static final long SEED = 20_260_131;
  private static final int MAX_LINES = 400;
  private static final int MAX_SPINS = 200_000;
  private static final String ABSENT = "";

  @TempDir private Path root;
  private final Map<String, String> acknowledged = new TreeMap<>(); // key to version
  private final Map<String, String> pending = new HashMap<>(); // key to version or ABSENT

  @Test
  @DisplayName("L-43 after kill -9 each object is old or new and whole (a few kills)")
  void objectsSurviveAFewKills() throws Exception {
    survive(4);
  }

  @Test
  @Tag("nightly")
  @DisplayName("L-43 after kill -9 each object is old or new and whole (200 kills)")
  void objectsSurviveManyKills() throws Exception {
    survive(200);
  }

  private void survive(int kills) throws Exception {
    System.out.println("seed of the kills: " + SEED);
    Random random = new Random(SEED);
    try (FilesystemStorage storage = new FilesystemStorage(root, Clock.systemUTC())) {
      storage.createBucket(BUCKET);
    }
    for (int kill = 0; kill < kills; kill++) {
      writeAndKill(SEED + kill, random);
      checkStore();
    }
    assertThat(acknowledged).isNotEmpty();
  }

  private void writeAndKill(long seed, Random random) throws Exception {
    int lines = 1 + random.nextInt(MAX_LINES);
    int spins = random.nextInt(MAX_SPINS);
    try (ChildJvm writer =
        ChildJvm.start(CrashingWriter.class, root.toString(), Long.toString(seed))) {
      for (int i = 0; i < lines; i++) {
        String line = writer.readLine();
        assertThat(line).as("writer with seed %s ended by itself", seed).isNotNull();
        note(line);
      }
      for (int i = 0; i < spins; i++) {
        Thread.onSpinWait();
      }
      writer.kill().forEach(this::note);
    }
  }

  private void note(String line) {
    String[] words = line.substring(2).split("\t", 2);
    switch (line.charAt(0)) {
      case '+' -> pending.put(words[0], words.length == 2 ? words[1] : ABSENT);
      case '-' -> pending.put(words[0], ABSENT);
      default -> acknowledge(words[0], pending.remove(words[0]));
    }
  }

  private void acknowledge(String key, String version) {
    if (version.equals(ABSENT)) {
      acknowledged.remove(key);
    } else {
      acknowledged.put(key, version);
    }
  }

  /** Checks every key against what was acknowledged, or was about to happen. */
  private void checkStore() throws IOException {
    try (FilesystemStorage storage = new FilesystemStorage(root, Clock.systemUTC())) {
      assertThat(pending).hasSizeLessThanOrEqualTo(CrashingWriter.THREADS);
      Map<String, String> found = new TreeMap<>();
      for (String key : keys(storage)) {
        found.put(key, wholeVersion(storage, key));
      }
      pending.forEach(
          (key, version) -> {
            if (found.getOrDefault(key, ABSENT).equals(version)) {
              acknowledge(key, version);
            }
          });
      pending.clear();
      assertThat(found).isEqualTo(acknowledged);
      StorageTests.put(storage, "probe", "sweeps");
      storage.delete(BUCKET, DeleteRequest.of("probe"));
      BucketDirectory bucket = new BucketDirectory(root, BUCKET);
      assertThat(DeepTrees.files(bucket.staging())).isEmpty();
      assertThat(DeepTrees.files(root)).hasSize(found.size() + 2); // with marker and lock file
    }
  }

  /** Returns an object's version, after checking that its body is of that version. */
  private static String wholeVersion(FilesystemStorage storage, String key) throws IOException {
    try (ObjectReader reader = storage.open(address(key))) {
      String version = reader.head().metadata().get("version");
      assertThat(reader.body().readAllBytes())
          .as("body of %s, version %s", key, version)
          .isEqualTo(CrashingWriter.body(version));
      return version;
    }
  }
}
