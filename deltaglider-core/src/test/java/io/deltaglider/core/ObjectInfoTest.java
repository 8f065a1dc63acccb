package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An object keeps everything that it carries, and every answer says the same about it. */
class ObjectInfoTest {
  private final TestStore store = new TestStore();

  @AfterEach
  void nothingIsLeftInScratch() {
    assertThat(store.scratch.usedBytes()).isZero();
    store.close();
  }

  @ParameterizedTest
  @DisplayName("P-20: metadata, headers, tags and storage class come back as they were given")
  @ValueSource(ints = {10, Contents.SIZE})
  void attributesRoundTrip(int size) {
    ContentHeaders headers =
        new ContentHeaders(
            Optional.of("application/zip"),
            Optional.of("br"),
            Optional.of("de"),
            Optional.of("attachment; filename=\"a.zip\""),
            Optional.of("max-age=60"),
            Optional.of("Thu, 01 Dec 2027 16:00:00 GMT"));
    Map<String, String> metadata =
        Map.of(
            "owner", "Zoë Ω 日本",
            "dg-note", "mine",
            "user-dg-note", "also mine",
            "user-name", "x",
            "empty", "");
    ObjectAttributes given =
        ObjectAttributes.of(headers, metadata)
            .withTags(Map.of("team", "a b", "cost", "1"))
            .withStorageClass(Optional.of("STANDARD_IA"));
    store.put("v1/app.zip", Contents.version(size, 1, 0));

    store.put(PutRequest.of(at("v2/app.zip")).withAttributes(given), Contents.version(size, 1, 1));

    ObjectInfo info = store.glider.head(at("v2/app.zip"));
    assertThat(info.form())
        .isEqualTo(size < 1000 ? ObjectInfo.Form.PASSTHROUGH : ObjectInfo.Form.DELTA);
    assertThat(info.headers()).isEqualTo(headers);
    assertThat(info.metadata()).isEqualTo(metadata);
    assertThat(info.storageClass()).contains("STANDARD_IA");
    assertThat(store.storage.tags(at("v2/app.zip"))).isEqualTo(given.tags());
  }

  @Test
  @DisplayName("P-20, P-48: as much metadata as the store takes is taken, with whatever content")
  void metadataUpToTheLimitIsTaken() {
    store.put("v1/app.zip", Contents.version(1, 0));
    for (int size : new int[] {900, 1200, 1300, 1400, 1500, 1600, 2000, 2047}) {
      Map<String, String> metadata = Map.of("m", "x".repeat(size));
      PutRequest request =
          PutRequest.of(at("v2/app.zip"))
              .withAttributes(ObjectAttributes.of(ContentHeaders.NONE, metadata));

      store.put(request, Contents.version(1, 1));

      ObjectInfo info = store.glider.head(at("v2/app.zip"));
      assertThat(info.metadata()).as("%d bytes", size).isEqualTo(metadata);
      assertThat(store.get("v2/app.zip")).isEqualTo(Contents.version(1, 1));
    }
    assertThat(store.glider.head(at("v2/app.zip")).form()).isEqualTo(ObjectInfo.Form.PASSTHROUGH);
  }

  @Test
  void archivedObjectsAreStoredWhole() {
    store.put("v1/app.zip", Contents.version(1, 0));
    ObjectAttributes archived = ObjectAttributes.NONE.withStorageClass(Optional.of("DEEP_ARCHIVE"));

    PutOutcome outcome =
        store.put(PutRequest.of(at("v2/app.zip")).withAttributes(archived), Contents.version(1, 1));

    assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
    assertThat(outcome.reason()).contains("its storage class cannot be read at once");
  }

  @Test
  @DisplayName("L-31: a zero-byte object has a length of 0 and an ETag in every answer")
  void emptyObjectsHaveLengthAndEtag() {
    PutOutcome outcome = store.put("empty.zip", new byte[0]);

    ObjectInfo info = store.glider.head(at("empty.zip"));
    assertThat(info.size()).isZero();
    assertThat(info.etag()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
    assertThat(outcome.etag()).isEqualTo(info.etag());
    assertThat(store.glider.list(listAll()).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.etag()).isEqualTo(info.etag()))
        .satisfies(entry -> assertThat(entry.size()).isZero());
    assertThat(store.get("empty.zip")).isEmpty();
  }

  @Test
  @DisplayName("P-26, L-31: put, head, get and list give one ETag, a delta's is its content's MD5")
  void allAnswersGiveOneEtag() throws Exception {
    store.put("v1/app.zip", Contents.version(1, 0));
    PutOutcome outcome = store.put("v2/app.zip", Contents.version(1, 1));

    byte[] md5 = MessageDigest.getInstance("MD5").digest(Contents.version(1, 1));
    assertThat(outcome.form()).isEqualTo(Form.DELTA);
    assertThat(outcome.etag()).isEqualTo(HexFormat.of().formatHex(md5));
    assertThat(store.glider.head(at("v2/app.zip")).etag()).isEqualTo(outcome.etag());
    try (ObjectContent content = store.glider.get(GetRequest.of(at("v2/app.zip")))) {
      assertThat(content.info().etag()).isEqualTo(outcome.etag());
    }
    assertThat(store.glider.list(listAll()).entries())
        .filteredOn(entry -> entry.key().equals("v2/app.zip"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.etag()).isEqualTo(outcome.etag()));
  }

  private static ListRequest listAll() {
    return ListRequest.of(TestStore.BUCKET, "").withDetail(ListDetail.METADATA);
  }
}
