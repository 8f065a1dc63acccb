package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.format.DamagedFormatException;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.core.multipart.PartRef;
import io.deltaglider.core.purge.PurgeReport;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is staged for uploads, and how the rest of a bucket's life goes on beside it. */
class StagingTest {
  private static final String KEY = "v2/app.zip";
  private static final int PART = 30_000;

  private final byte[] content = Contents.version(1, 1);

  @Test
  @DisplayName("docs/FORMAT.md, \"Staging\": names, metadata and document of an upload")
  void uploadsAreStagedAsSpecified() {
    try (TestStore store = new TestStore()) {
      ObjectAttributes attributes =
          ObjectAttributes.of(
                  ContentHeaders.NONE.withContentType("application/zip"), Map.of("team", "ü"))
              .withTags(Map.of("stage", "test"));
      String id =
          store.glider.createUpload(CreateUploadRequest.of(at(KEY)).withAttributes(attributes));
      Parts.send(store.glider, KEY, id, 7, "hello".getBytes(UTF_8));

      assertThat(id).isEqualTo("20260308T120000000Z-a0000000000000000000000000000001");
      assertThat(store.storedKeys(".deltaglider/"))
          .containsExactly(
              ".deltaglider/format.json",
              Parts.STAGING + id + "/parts/00007",
              Parts.STAGING + id + "/upload.json");
      ObjectHead part = store.storage.head(at(Parts.STAGING + id + "/parts/00007"));
      assertThat(part.metadata())
          .containsEntry("dg-format", "1")
          .containsEntry("dg-note", "part")
          .containsEntry("dg-file-size", "5")
          .containsEntry("dg-file-md5", "5d41402abc4b2a76b9719d911017c592")
          .containsEntry(
              "dg-file-sha256", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
          .containsEntry("dg-created-at", "2026-03-01T12:00:00Z")
          .containsKey("dg-tool")
          .hasSize(7);
      assertThat(new String(store.getRaw(Parts.STAGING + id + "/upload.json"), UTF_8))
          .isEqualToNormalizingNewlines(
              """
              {
                "format" : 1,
                "key" : "v2/app.zip",
                "created" : "2026-03-01T12:00:00Z",
                "delta" : true,
                "headers" : {
                  "content-type" : "application/zip"
                },
                "metadata" : {
                  "team" : "ü"
                },
                "tags" : {
                  "stage" : "test"
                },
                "state" : "open"
              }""");
    }
  }

  @Test
  @DisplayName("P-41: purging deletes exactly what is expired, and nothing staged is ever listed")
  void purgingDeletesExactlyWhatIsExpired() {
    try (TestStore store = new TestStore()) {
      store.put("v1/app.zip", Contents.version(1, 0));
      store.put("notes.txt", content);
      Parts.upload(store.glider, KEY, content, PART);
      String abandoned = Parts.create(store.glider, "v3/app.zip");
      Parts.sendAll(store.glider, "v3/app.zip", abandoned, Parts.cut(content, PART));
      store.advance(Duration.ofMillis(1));
      String open = Parts.create(store.glider, "v4/app.zip");
      List<PartRef> refs =
          Parts.sendAll(store.glider, "v4/app.zip", open, Parts.cut(content, PART));
      String single = Parts.STAGING + "20260307T120000000Z-" + "0".repeat(32);
      store.putRaw(single, new byte[10], ObjectAttributes.NONE);
      List<String> kept = new ArrayList<>();
      for (String name : List.of("other", "20000101T000000Z-0", "20000101T000000000Z-0/x")) {
        kept.add(Parts.STAGING + name);
        store.putRaw(Parts.STAGING + name, new byte[1], ObjectAttributes.NONE);
      }
      List<String> all = new ArrayList<>(store.storedKeys(""));
      store.advance(Duration.ofDays(7).minusMillis(2));
      PurgeReport early = store.otherProcess().purge(BUCKET);
      store.advance(Duration.ofMillis(1));

      PurgeReport report = store.otherProcess().purge(BUCKET);

      assertThat(early.objects()).isEqualTo(1);
      assertThat(early.bytes()).isEqualTo(10);
      assertThat(report.objects()).isEqualTo(6);
      assertThat(report.bytes()).isGreaterThan(content.length);
      assertThat(report.failures()).isEmpty();
      all.removeIf(
          key -> key.startsWith(Parts.STAGING) && !key.contains(open) && !kept.contains(key));
      assertThat(store.storedKeys("")).isEqualTo(all);
      assertThat(store.keys()).containsExactly("notes.txt", "v1/app.zip", KEY);
      Parts.complete(store.glider, "v4/app.zip", open, refs);
      assertThat(store.get("v4/app.zip")).isEqualTo(content);
    }
  }

  @Test
  void purgingReadsNoFurtherThanWhatIsExpired() {
    try (TestStore store = new TestStore()) {
      String open = Parts.create(store.glider, KEY);
      for (int i = 0; i < 1500; i++) {
        String name = Parts.STAGING + "20260307T120000000Z-" + String.format("%032x", i);
        store.putRaw(name, new byte[1], ObjectAttributes.NONE);
      }
      for (int number = 1; number <= 2500; number++) {
        Parts.send(store.glider, KEY, open, number, new byte[1]);
      }
      store.clock.advance(Duration.ofDays(6));
      store.storage.clearCalls();

      assertThat(store.glider.purge(BUCKET).objects()).isEqualTo(1500);

      assertThat(store.storage.calls(Operation.LIST)).hasSize(2);
      assertThat(store.storedKeys(Parts.STAGING)).hasSize(2501);
    }
  }

  @Test
  void purgingGoesOnWhereItFailed() {
    try (TestStore store = new TestStore()) {
      Parts.upload(store.glider, KEY, content, PART);
      store.advance(Duration.ofDays(7));
      Fault fault = store.storage.when(Operation.DELETE_ALL).fail(Kind.UNAVAILABLE);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.glider.purge(BUCKET));
      assertThat(fault.hits()).isEqualTo(1);

      assertThat(store.glider.purge(BUCKET).objects()).isEqualTo(1);
      assertThat(store.storedKeys(Parts.STAGING)).isEmpty();
    }
  }

  @Test
  void stagedPartsCountAsInternalBytesOnly() {
    try (TestStore store = new TestStore()) {
      store.put("notes.txt", content);
      BucketStats before = store.glider.stats(BUCKET, "");
      String id = Parts.create(store.glider, KEY);
      Parts.sendAll(store.glider, KEY, id, Parts.cut(content, PART));

      BucketStats after = store.glider.stats(BUCKET, "");

      assertThat(after.objects()).isEqualTo(before.objects());
      assertThat(after.logicalBytes()).isEqualTo(before.logicalBytes());
      assertThat(after.references()).isEqualTo(before.references());
      assertThat(after.otherInternalBytes() - before.otherInternalBytes())
          .isEqualTo(
              content.length + store.storage.head(at(Parts.STAGING + id + "/upload.json")).size());
    }
  }

  @Test
  void listingsCostTheSameWhateverIsStaged() {
    try (TestStore store = new TestStore()) {
      store.put("+", content);
      store.put("notes.txt", content);
      store.storage.clearCalls();
      store.keys();
      int before = store.storage.calls().size();
      String id = Parts.create(store.glider, KEY);
      for (int number = 1; number <= 3000; number++) {
        Parts.send(store.glider, KEY, id, number, new byte[1]);
      }
      store.storage.clearCalls();

      assertThat(store.keys(ListRequest.of(BUCKET, ""))).containsExactly("+", "notes.txt");

      assertThat(store.storage.calls().size()).isLessThanOrEqualTo(before + 1);
    }
  }

  @Test
  void openUploadsDoNotKeepABucketFromBeingDeleted() throws Exception {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      Parts.sendAll(store.glider, KEY, id, Parts.cut(content, PART));

      store.glider.deleteBucket(BUCKET);

      assertThat(store.glider.bucketExists(BUCKET)).isFalse();
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  @Test
  void anUploadOutlivesABucketDeletionThatIsRefused() {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      List<PartRef> refs = Parts.sendAll(store.glider, KEY, id, Parts.cut(content, PART));
      DeltaGlider other = store.otherProcess();
      store
          .storage
          .when(Operation.DELETE_BUCKET)
          .runBefore(() -> TestStore.put(other, PutRequest.of(at("notes.txt")), content));

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.glider.deleteBucket(BUCKET))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.BUCKET_NOT_EMPTY));
      Parts.complete(store.glider, KEY, id, refs);

      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  @Test
  void nothingIsStagedInABucketWhoseFormatIsLost() {
    try (TestStore store = new TestStore()) {
      store.put("v0/app.zip", Contents.version(1, 0)); // its reference tells of the loss
      String id = Parts.create(store.glider, KEY);
      store.deleteRaw(".deltaglider/format.json");
      DeltaGlider other = store.otherProcess();
      store.storage.clearCalls();

      assertThatExceptionOfType(DamagedFormatException.class)
          .isThrownBy(() -> Parts.create(other, KEY));
      assertThatExceptionOfType(DamagedFormatException.class)
          .isThrownBy(() -> Parts.send(other, KEY, id, 1, content));

      assertThat(store.storage.writes()).isEmpty();
    }
  }

  @Test
  void whatIsStagedIsEncryptedLikeTheObject() {
    MemoryStorageOptions options = MemoryStorageOptions.DEFAULT.with(Capability.STORE_HEADERS);
    try (TestStore store = new TestStore(options)) {
      StoreHeaders key =
          new StoreHeaders(
              Map.of(
                  "x-amz-server-side-encryption", "aws:kms",
                  "x-amz-server-side-encryption-aws-kms-key-id", "key-1"));
      Map<String, String> all = new TreeMap<>(key.entries());
      all.put("x-amz-acl", "public-read");
      StoreHeaders headers = new StoreHeaders(all);
      String id =
          store.glider.createUpload(
              CreateUploadRequest.of(at(KEY))
                  .withAttributes(ObjectAttributes.NONE.withStoreHeaders(headers)));
      PartRef ref = Parts.send(store.glider, KEY, id, 1, content).ref();

      for (String staged : store.storedKeys(Parts.STAGING)) {
        assertThat(store.storage.head(at(staged)).storeHeaders()).as(staged).isEqualTo(key);
      }
      Parts.complete(store.otherProcess(), KEY, id, List.of(ref));

      assertThat(store.storage.head(at(KEY)).storeHeaders()).isEqualTo(headers);
      assertThat(store.references()).isEmpty();
      assertThat(store.get(KEY)).isEqualTo(content);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"format\":1}",
        "{\"format\":2,\"key\":\"v2/app.zip\",\"created\":\"2026-03-01T12:00:00Z\","
            + "\"delta\":true,\"state\":\"open\"}",
        "{\"format\":1,\"key\":\"v2/app.zip\",\"created\":\"yesterday\","
            + "\"delta\":true,\"state\":\"open\"}",
        "{\"format\":1,\"key\":\"v2/app.zip\",\"created\":\"2026-03-01T12:00:00Z\","
            + "\"delta\":true,\"state\":\"closed\"}",
        "{\"format\":1,\"key\":\"v2/app.zip\",\"created\":\"2026-03-01T12:00:00Z\","
            + "\"delta\":true,\"state\":\"completing\"}",
        "{\"format\":1,\"key\":\"\",\"created\":\"2026-03-01T12:00:00Z\","
            + "\"delta\":true,\"state\":\"open\"}",
        "{\"format\":1,\"key\":\"v2/app.zip\",\"created\":\"2026-03-01T12:00:00Z\","
            + "\"delta\":true,\"state\":\"open\",\"new\":\"field\"}"
      })
  void aDocumentThatCannotBeUnderstoodIsDamaged(String document) {
    try (TestStore store = new TestStore()) {
      String id = Parts.create(store.glider, KEY);
      String stored = Parts.STAGING + id + "/upload.json";
      store.putRaw(stored, document.getBytes(UTF_8), ObjectAttributes.NONE);

      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> Parts.send(store.glider, KEY, id, 1, content))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.DAMAGED))
          .withMessageContaining(stored);
    }
  }
}
