package io.deltaglider.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ObjectAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaGliderSessionTest {
  private static final String BUCKET = "releases";
  private static final int SIZE = 200_000;

  @TempDir Path directory;

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("DG_CACHE_DIR", directory.resolve("cache").toString());
    variables.put("DG_SCRATCH_DIR", directory.resolve("scratch").toString());
    return variables;
  }

  private DeltaGliderSession open(String store, Map<String, String> variables) throws IOException {
    DeltaGliderConfig config =
        DeltaGliderConfig.of(StoreUrl.parse(store), EnvironmentSettings.read(variables));
    return DeltaGliderSession.open(config, Clock.systemUTC());
  }

  private String fileStore() {
    return "file:" + directory.resolve("store");
  }

  private static byte[] version(int number) {
    byte[] content = new byte[SIZE];
    new Random(7).nextBytes(content);
    byte[] edit = ("version " + number).getBytes(UTF_8);
    System.arraycopy(edit, 0, content, SIZE / 2, edit.length);
    return content;
  }

  private static ObjectAddress address(int number) {
    return new ObjectAddress(BUCKET, "v1.0." + number + "/app.zip");
  }

  private static PutOutcome put(DeltaGlider store, int number) throws IOException {
    return store.put(PutRequest.of(address(number)), new ByteArrayInputStream(version(number)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory:", "file:"})
  void buildsAWorkingStore(String scheme) throws Exception {
    String url = scheme.equals("memory:") ? scheme : fileStore();
    try (DeltaGliderSession session = open(url, variables())) {
      DeltaGlider store = session.deltaGlider();
      store.createBucket(BUCKET);
      assertThat(put(store, 0).form()).isEqualTo(PutOutcome.Form.REFERENCE);
      assertThat(put(store, 1).form()).isEqualTo(PutOutcome.Form.DELTA);
      try (ObjectContent content = store.get(GetRequest.of(address(1)))) {
        assertThat(content.body().readAllBytes()).isEqualTo(version(1));
      }
    }
  }

  @Test
  @DisplayName("Closing a session writes what its puts have learnt of their references")
  void closingFlushes() throws Exception {
    try (DeltaGliderSession session = open(fileStore(), variables())) {
      session.deltaGlider().createBucket(BUCKET);
      put(session.deltaGlider(), 0);
    }
    try (DeltaGliderSession session = open(fileStore(), variables())) {
      put(session.deltaGlider(), 1);
      assertThat(pointersThatKnowNoDelta()).hasSize(1);
    }

    assertThat(pointersThatKnowNoDelta()).isEmpty();
  }

  /** Returns the pointers of families that carry neither baseline nor debt. */
  private List<Path> pointersThatKnowNoDelta() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
      return files.filter(file -> file.toString().matches(".*/f1-.*[.]0[.]0[.][0-9]+.*")).toList();
    }
  }

  @Test
  void aMemoryStoreTouchesNoDisk() throws Exception {
    Map<String, String> variables = variables();
    variables.remove("DG_SCRATCH_DIR");
    try (DeltaGliderSession session = open("memory:", variables)) {
      session.deltaGlider().createBucket(BUCKET);
      put(session.deltaGlider(), 0);
      put(session.deltaGlider(), 1);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aScratchDirectoryThatCannotBeUsedIsAnError() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    Map<String, String> variables = variables();
    variables.put("DG_SCRATCH_DIR", file.resolve("below").toString());
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> open(fileStore(), variables));
  }

  @DisplayName("P-09: every cache setting gives the same answers")
  @ParameterizedTest
  @CsvSource({
    "filesystem, 100",
    "filesystem, 0",
    "memory, 100",
    "memory, 0",
    "none, 100",
  })
  void answersAreTheSameWithEveryCache(String backend, String megabytes) throws Exception {
    Map<String, String> variables = variables();
    variables.put("DG_CACHE_BACKEND", backend);
    variables.put("DG_CACHE_SIZE_MB", megabytes);
    variables.put("DG_CACHE_MEMORY_SIZE_MB", megabytes);
    try (DeltaGliderSession session = open(fileStore(), variables)) {
      DeltaGlider store = session.deltaGlider();
      store.createBucket(BUCKET);
      for (int number = 0; number < 3; number++) {
        put(store, number);
      }
      for (int number = 0; number < 3; number++) {
        try (ObjectContent content = store.get(GetRequest.of(address(number)))) {
          assertThat(content.body().readAllBytes()).isEqualTo(version(number));
        }
      }
    }
  }

  @DisplayName("P-09: with a key what is cached on disk is encrypted, and answers are the same")
  @ParameterizedTest
  @CsvSource({"filesystem, 1", "memory, 0", "none, 0"})
  void theKeyEncryptsTheCache(String backend, int entries) throws Exception {
    Map<String, String> variables = variables();
    variables.put("DG_CACHE_BACKEND", backend);
    variables.put("DG_CACHE_ENCRYPTION_KEY", "0123456789abcdef".repeat(4));
    try (DeltaGliderSession session = open(fileStore(), variables)) {
      DeltaGlider store = session.deltaGlider();
      store.createBucket(BUCKET);
      put(store, 0);
      put(store, 1);
      try (ObjectContent content = store.get(GetRequest.of(address(1)))) {
        assertThat(content.body().readAllBytes()).isEqualTo(version(1));
      }
    }
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.map(Path::toString).filter(file -> file.endsWith(".encrypted")))
          .hasSize(entries);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.map(Path::toString)).noneMatch(file -> file.endsWith(".reference"));
    }
  }

  @DisplayName("P-43: gets that end, are closed early or fail leave nothing in scratch")
  @Test
  void scratchIsEmptyAfterManyGets() throws Exception {
    try (DeltaGliderSession session = open(fileStore(), variables())) {
      DeltaGlider store = session.deltaGlider();
      store.createBucket(BUCKET);
      put(store, 0);
      put(store, 1);
      for (int i = 0; i < 330; i++) {
        try (ObjectContent content = store.get(GetRequest.of(address(1)))) {
          content.body().readAllBytes();
        }
        try (ObjectContent content = store.get(GetRequest.of(address(1)))) {
          assertThat(content.body().read()).isNotNegative();
        }
        GetRequest failing = GetRequest.of(address(1)).withIfMatch("another");
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> store.get(failing));
      }
      assertThat(session.scratchBytes()).isZero();
    }
    try (Stream<Path> left = Files.list(directory.resolve("scratch"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void closesTheLastCreatedFirstAndAllOfThem() {
    List<String> closed = new ArrayList<>();
    DeltaGliderSession session =
        new DeltaGliderSession(
            openStore(),
            () -> 0,
            Optional.empty(),
            List.<AutoCloseable>of(
                () -> closed.add("first"),
                () -> {
                  closed.add("second");
                  throw new IOException("broken");
                },
                () -> closed.add("third")));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(session::close)
        .withMessageContaining("broken");
    assertThat(closed).containsExactly("third", "second", "first");
  }

  private DeltaGlider openStore() {
    try (DeltaGliderSession session = open("memory:", Map.of())) {
      return session.deltaGlider();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
