package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.CLOCK;
import static io.deltaglider.adapter.filesystem.StorageTests.put;
import static io.deltaglider.adapter.filesystem.StorageTests.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that use one directory at the same time. */
class SeveralProcessesTest {
  @TempDir private Path root;
  private FilesystemStorage storage;

  @BeforeEach
  void open() {
    storage = new FilesystemStorage(root, CLOCK, ObservedOperations.unforced());
    storage.createBucket(BUCKET);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  @DisplayName(
      "P-02 of two processes that write an object first exactly one succeeds, and it stays")
  void ofTwoFirstWritersOneWins() throws Exception {
    List<List<String>> wins = race("first-writer", "first-writer");

    for (int i = 0; i < RivalProcess.ROUNDS; i++) {
      boolean first = wins.get(0).contains("won " + i);
      assertThat(wins.get(1).contains("won " + i)).as("key %s", i).isNotEqualTo(first);
      assertThat(read(storage, "key/" + i)).isEqualTo(first ? "process-0" : "process-1");
    }
  }

  @Test
  @DisplayName("P-49 no increment of two processes on one counter is lost")
  void conditionalReplacementsAreNotLost() throws Exception {
    put(storage, RivalProcess.COUNTER, "0");

    race("counter", "counter");

    assertThat(read(storage, RivalProcess.COUNTER))
        .isEqualTo(Integer.toString(2 * RivalProcess.ROUNDS));
  }

  @Test
  @DisplayName("P-49 a put of one process is never lost in a bucket that another one deletes")
  void putsAreNotLostInDeletedBuckets() throws Exception {
    List<List<String>> output = race("putter", "bucket-deleter");

    assertThat(output)
        .containsExactly(
            List.of("put " + RivalProcess.ROUNDS), List.of("deleted " + RivalProcess.ROUNDS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0123456789abcdef"})
  @DisplayName("P-09 processes that share a cache get right bytes or none, within the bound")
  void processesShareACache(String key) throws Exception {
    List<List<String>> output = race("cache" + key, "cache" + key);

    assertThat(output)
        .allSatisfy(lines -> assertThat(String.join("|", lines)).matches("hits [1-9][0-9]*"));
    assertThat(DeepTrees.files(root.resolve("references")))
        .noneMatch(file -> file.toString().endsWith(".tmp"));
  }

  /** Runs processes from a common start, and returns what they said. */
  private List<List<String>> race(String... roles) throws IOException, InterruptedException {
    List<ChildJvm> rivals = new ArrayList<>();
    try {
      for (String role : roles) {
        rivals.add(
            ChildJvm.start(RivalProcess.class, root.toString(), role, "process-" + rivals.size()));
      }
      for (ChildJvm rival : rivals) {
        assertThat(rival.readLine()).isEqualTo("ready");
      }
      for (ChildJvm rival : rivals) {
        rival.go();
      }
      List<List<String>> output = new ArrayList<>();
      for (ChildJvm rival : rivals) {
        output.add(rival.readAll());
      }
      return output;
    } finally {
      rivals.forEach(ChildJvm::close);
    }
  }
}
