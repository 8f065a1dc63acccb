package io.deltaglider.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cache whose directory other processes use, and die in. */
class SharedCacheTest {
  private static final String KEY =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String NO_KEY = "";
  private static final long SEED = 20_260_131;
  private static final int MAX_LINES = 60;
  private static final int MAX_SPINS = 2_000_000;

  @TempDir private Path directory;

  private ReferenceCache open(String key) {
    Optional<CacheEncryptionKey> parsed =
        key.equals(NO_KEY) ? Optional.empty() : Optional.of(CacheEncryptionKey.parse(key));
    return new FilesystemReferenceCache(directory, CacheUser.MAX_BYTES, parsed, Clock.systemUTC());
  }

  private ChildJvm start(String role, long seed, String key) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of(directory.toString(), role, Long.toString(seed)));
    if (!key.equals(NO_KEY)) {
      arguments.add(key);
    }
    return ChildJvm.start(CacheUser.class, arguments.toArray(String[]::new));
  }

  private static boolean store(ReferenceCache cache, long seed) {
    byte[] content = CacheUser.content(seed);
    return cache.store(CacheKeys.of(content), ByteSource.of(content));
  }

  private static boolean holds(ReferenceCache cache, long seed) throws IOException {
    byte[] content = CacheUser.content(seed);
    Optional<CachedReference> found = cache.open(CacheKeys.of(content));
    if (found.isEmpty()) {
      return false;
    }
    try (CachedReference reference = found.get()) {
      assertThat(Arrays.equals(reference.stream().readAllBytes(), content)).isTrue();
      return true;
    }
  }

  private List<Path> files(String suffix) throws IOException {
    return DeepTrees.files(directory.resolve("references")).stream()
        .filter(file -> file.toString().endsWith(suffix))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {NO_KEY, KEY})
  @DisplayName("P-09 what another process opened last is evicted last")
  void theOrderOfUseIsThatOfAllProcesses(String key) throws Exception {
    try (ReferenceCache cache = open(key)) {
      assertThat(store(cache, 1)).isTrue();
      assertThat(store(cache, 2)).isTrue();
      try (ChildJvm opener = start("opener", 1, key)) {
        assertThat(opener.readAll()).containsExactly("there");
      }

      assertThat(store(cache, 3)).isTrue();

      assertThat(holds(cache, 2)).isFalse();
      assertThat(holds(cache, 1)).isTrue();
      assertThat(holds(cache, 3)).isTrue();
      try (ChildJvm opener = start("opener", 2, key)) {
        assertThat(opener.readAll()).containsExactly("absent");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NO_KEY, KEY})
  @DisplayName(
      "P-09 a process killed in the middle of a write leaves no entry, nor its file for long")
  void halfWrittenEntriesAreNone(String key) throws Exception {
    CacheKey halfWritten = CacheKeys.of(CacheUser.content(1));
    try (ChildJvm writer = start("stuck", 1, key)) {
      assertThat(writer.readLine()).isEqualTo("half");
      try (ReferenceCache cache = open(key)) {
        assertThat(cache.open(halfWritten)).isEmpty();
        assertThat(store(cache, 2)).isTrue();
        assertThat(files(".tmp")).as("files of a living process").hasSize(1);
        assertThat(Files.size(files(".tmp").get(0))).isPositive();
      }
      writer.kill();
    }
    try (ReferenceCache cache = open(key)) {
      assertThat(cache.open(halfWritten)).isEmpty();
      assertThat(holds(cache, 2)).isTrue();

      assertThat(store(cache, 1)).isTrue();

      assertThat(files(".tmp")).isEmpty();
      assertThat(holds(cache, 1)).isTrue();
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("P-09 encrypted entries and those in progress are private as well")
  void filesArePrivate() throws Exception {
    try (ReferenceCache cache = open(KEY);
        ChildJvm writer = start("stuck", 1, KEY)) {
      assertThat(writer.readLine()).isEqualTo("half");
      assertThat(store(cache, 2)).isTrue();

      assertPermissions("rwx------", directory.resolve("references"));
      assertPermissions("rw-------", files(".tmp").get(0));
      assertPermissions("rw-------", files(".encrypted").get(0));
    }
  }

  private static void assertPermissions(String wanted, Path path) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo(wanted);
  }

  @Test
  @DisplayName(
      "L-43 after kill -9 each cache entry is whole or none, within the bound (a few kills)")
  void entriesSurviveAFewKills() throws Exception {
    survive(4);
  }

  @Test
  @Tag("nightly")
  @DisplayName("L-43 after kill -9 each cache entry is whole or none, within the bound (100 kills)")
  void entriesSurviveManyKills() throws Exception {
    survive(100);
  }

  private void survive(int kills) throws Exception {
    System.out.println("seed of the kills: " + SEED);
    Random random = new Random(SEED);
    for (int kill = 0; kill < kills; kill++) {
      String key = kill % 2 == 0 ? NO_KEY : KEY;
      long first = kill * 1_000_000L;
      long last = storeAndKill(first, key, random);
      try (ReferenceCache cache = open(key)) {
        assertThat(cache.usedBytes()).isBetween(1L, CacheUser.MAX_BYTES);
        // Before the last one an entry was stored completely, and it was the most recent.
        assertThat(holds(cache, last - 1)).as("entry %s", last - 1).isTrue();
        int entries = files(".reference").size() + files(".encrypted").size();
        holds(cache, last);
        assertThat(files(".reference").size() + files(".encrypted").size())
            .as("a file under an entry's name that is none was removed")
            .isEqualTo(entries);
        assertThat(store(cache, first)).isTrue();
      }
      assertHalfWrittenFilesGo(key, first);
    }
  }

  /** A system may give back the locks of a killed process a moment after its end. */
  private void assertHalfWrittenFilesGo(String key, long seed) throws Exception {
    for (int opened = 0; opened < 100 && !files(".tmp").isEmpty(); opened++) {
      try (ReferenceCache cache = open(key)) {
        // What is there already would be found without a look at what is left over.
        assertThat(store(cache, seed + 1 + opened)).isTrue();
      }
    }
    assertThat(files(".tmp")).isEmpty();
  }

  /** Returns the seed that the killed process was about to store. */
  private long storeAndKill(long first, String key, Random random) throws Exception {
    int lines = 2 + random.nextInt(MAX_LINES);
    int spins = random.nextInt(MAX_SPINS);
    try (ChildJvm storer = start("storer", first, key)) {
      String last = "";
      for (int i = 0; i < lines; i++) {
        last = storer.readLine();
        assertThat(last).as("storer ended by itself").isNotNull();
      }
      for (int i = 0; i < spins; i++) {
        Thread.onSpinWait();
      }
      List<String> rest = storer.kill();
      return Long.parseLong(rest.isEmpty() ? last : rest.get(rest.size() - 1));
    }
  }
}
