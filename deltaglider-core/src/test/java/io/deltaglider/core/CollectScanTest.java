package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.collect.CollectOptions;
import io.deltaglider.core.collect.CollectReport;
import io.deltaglider.core.collect.CollectReport.Count;
import io.deltaglider.core.format.DamagedFormatException;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a scan finds out what is used, and what stops it. */
class CollectScanTest {
  private static final Duration WAIT = Duration.ofHours(24);
  private static final String RESERVED = ".deltaglider/";

  private static CollectReport collect(TestStore store) {
    return store.otherProcess().collect(BUCKET, CollectOptions.DEFAULT);
  }

  private static void delete(TestStore store, String... keys) {
    assertThat(store.glider.deleteAll(BUCKET, List.of(keys))).isEmpty();
  }

  private static Stream<MemoryStorageOptions> stores() {
    MemoryStorageOptions full = MemoryStorageOptions.DEFAULT;
    return Stream.of(
        full,
        full.with(Capability.VERSIONS),
        full.without(
            Capability.CONDITIONAL_PUT,
            Capability.CONDITIONAL_DELETE,
            Capability.CONDITIONAL_COPY,
            Capability.METADATA_WITH_LISTING));
  }

  @Test
  void aDeltaWithoutMetadataKeepsItsReferenceWhateverItsContentType() {
    for (String type : List.of("application/vnd.deltaglider.delta", "text/plain")) {
      try (TestStore store = new TestStore()) {
        store.put("v1/app.zip", Contents.version(1, 0));
        store.put("v2/app.zip", Contents.version(1, 1));
        store.putRaw(
            "copied",
            store.getRaw("v2/app.zip"),
            ObjectAttributes.of(ContentHeaders.NONE.withContentType(type), Map.of()));
        delete(store, "v1/app.zip", "v2/app.zip");
        for (int run = 0; run < 3; run++) {
          assertThat(collect(store).used().number()).isEqualTo(1);
          store.advance(WAIT);
        }

        assertThat(store.get("copied")).isEqualTo(Contents.version(1, 1));
      }
    }
  }

  @ParameterizedTest
  @DisplayName("Metadata of another object's body are not believed")
  @MethodSource("stores")
  void metadataOfAnotherBodyAreNotBelieved(MemoryStorageOptions options) {
    try (TestStore store = new TestStore(options)) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v2/app.zip", Contents.version(1, 1));
      store.put("notes.txt", Contents.random(1000, 1));
      store.putRaw("mixed", store.getRaw("v2/app.zip"), store.attributesRaw("notes.txt"));
      delete(store, "v1/app.zip", "v2/app.zip");

      assertThat(collect(store).used().number()).isEqualTo(1);
    }
  }

  @Test
  void oldVersionsKeepTheirReferencesUntilTheyAreGone() {
    try (TestStore store = new TestStore(MemoryStorageOptions.DEFAULT.with(Capability.VERSIONS))) {
      store.put("v1/app.zip", Contents.version(1, 0));
      String old = store.put("v2/app.zip", Contents.version(1, 1)).versionId().orElseThrow();
      delete(store, "v1/app.zip");
      store.glider.deleteVersion(at("v1/app.zip"), versionOf(store, "v1/app.zip"));
      store.put("v2/app.zip", Contents.random(10, 1));
      for (int run = 0; run < 3; run++) {
        assertThat(collect(store).deleted().number()).isZero();
        store.advance(WAIT);
      }
      assertThat(store.get(GetRequest.of(at("v2/app.zip")).withVersionId(old)))
          .isEqualTo(Contents.version(1, 1));
      store.glider.deleteVersion(at("v2/app.zip"), old);
      for (int run = 0; run < 3; run++) {
        collect(store);
        store.advance(WAIT);
      }

      assertThat(
              store.storage.listVersions(ListQuery.of(BUCKET, RESERVED + "references/")).versions())
          .isEmpty();
    }
  }

  private static String versionOf(TestStore store, String key) {
    return store.storage.listVersions(ListQuery.of(BUCKET, key)).versions().stream()
        .filter(version -> !version.deleteMarker())
        .findFirst()
        .orElseThrow()
        .versionId();
  }

  @Test
  void aBucketWhoseVersionsCannotBeListedIsRefused() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      delete(store, "v1/app.zip");
      DeltaGlider glider = store.overStorageThatHidesVersions();
      store.storage.clearCalls();

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> glider.collect(BUCKET, CollectOptions.DEFAULT))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_SUPPORTED))
          .withMessageContaining(BUCKET);

      assertThat(store.storage.writes()).isEmpty();
    }
  }

  @Test
  void anObjectThatCannotBeLookedAtStopsCollectingButNotTheScan() {
    MemoryStorageOptions options =
        MemoryStorageOptions.DEFAULT.without(Capability.METADATA_WITH_LISTING);
    try (TestStore store = new TestStore(options)) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("v1/used.zip", Contents.version(2, 0));
      store.put("v1/secret.zip", Contents.version(3, 0));
      delete(store, "v1/app.zip");
      store.storage.when(Operation.HEAD).atKey("v1/secret.zip").always().fail(Kind.ACCESS_DENIED);

      CollectReport report = collect(store);

      assertThat(report.complete()).isFalse();
      assertThat(report.isClean()).isFalse();
      assertThat(report.failures()).hasSize(1);
      assertThat(report.failures().get(0).subject()).isEqualTo("v1/secret.zip");
      assertThat(report.condemned()).isEqualTo(Count.NONE);
      assertThat(report.used().number()).isEqualTo(1);
      assertThat(store.storedKeys(RESERVED + "references/")).isEqualTo(store.references());
    }
  }

  @Test
  void aLookThatIsThrottledIsRepeated() {
    MemoryStorageOptions options =
        MemoryStorageOptions.DEFAULT.without(Capability.METADATA_WITH_LISTING);
    try (TestStore store = new TestStore(options)) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.storage.when(Operation.HEAD).atKey("v1/app.zip").times(2).fail(Kind.THROTTLED);

      assertThat(collect(store).isClean()).isTrue();
    }
  }

  @Test
  void whatANewerVersionWroteStopsCollecting() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      delete(store, "v1/app.zip");
      store.putRaw(
          "new",
          Contents.random(1000, 1),
          ObjectAttributes.of(ContentHeaders.NONE, Map.of("dg-format", "2")));
      assertThat(collect(store).complete()).isFalse();
      byte[] described = new byte[200];
      System.arraycopy(
          new byte[] {(byte) 0xd6, (byte) 0xc3, (byte) 0xc4, 0, 4, 8}, 0, described, 0, 6);
      System.arraycopy("DG2;x=yz".getBytes(UTF_8), 0, described, 6, 8);
      store.putRaw("new", described, ObjectAttributes.NONE);
      assertThat(collect(store).complete()).isFalse();
      delete(store, "new");

      assertThat(collect(store).condemned().number()).isEqualTo(1);
    }
  }

  @Test
  void aBucketOfANewerOrLostFormatIsRefused() {
    for (String document : List.of("{\"format\":2,\"policy\":{}}", "")) {
      try (TestStore store = new TestStore()) {
        store.put("v1/app.zip", Contents.version(1, 0));
        delete(store, "v1/app.zip");
        if (document.isEmpty()) {
          store.deleteRaw(RESERVED + "format.json");
        } else {
          store.putRaw(RESERVED + "format.json", document.getBytes(UTF_8), ObjectAttributes.NONE);
        }
        store.storage.clearCalls();

        assertThatExceptionOfType(DamagedFormatException.class).isThrownBy(() -> collect(store));

        assertThat(store.storage.writes()).isEmpty();
      }
    }
  }

  @Test
  void whatIsNotKnownIsLeftAlone() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      String reference = store.references().get(0);
      delete(store, "v1/app.zip");
      String marker = reference.replace("reference.bin", "condemned");
      List<String> unknown = new ArrayList<>();
      unknown.add(RESERVED + "other/thing");
      unknown.add(RESERVED + "references/short/reference.bin");
      unknown.add(reference.replace("reference.bin", "extra"));
      unknown.add(RESERVED + "index/x9-0/pointer");
      unknown.add(RESERVED + "tmp/unknown");
      unknown.forEach(key -> store.putRaw(key, new byte[1], ObjectAttributes.NONE));
      for (String text :
          List.of(
              "{\"format\":2,\"state\":\"condemned\"}", "{\"format\":1,\"state\":\"x\"}", "{")) {
        store.putRaw(marker, text.getBytes(UTF_8), ObjectAttributes.NONE);
        store.advance(WAIT);
        CollectReport report = collect(store);
        assertThat(report.warnings()).hasSize(1);
        assertThat(report.warnings().get(0)).contains(reference);
        assertThat(report.unknownKeys()).isEqualTo(3);
        assertThat(store.references()).contains(reference);
      }
      store.deleteRaw(marker);
      for (int run = 0; run < 3; run++) {
        collect(store);
        store.advance(WAIT);
      }

      assertThat(store.references()).isEqualTo(List.of(unknown.get(1)));
      assertThat(store.storedKeys("")).containsAll(unknown);
    }
  }
}
