package io.deltaglider.adapter.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.WriteCondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many requests the calls of the port take. */
class RequestCountTest extends GcsTestBase {
  private static final ObjectAttributes RICH =
      new ObjectAttributes(
          new ContentHeaders(
              Optional.of("application/zip"),
              Optional.of("br"),
              Optional.of("de"),
              Optional.of("inline"),
              Optional.of("no-cache"),
              Optional.of("0")),
          Map.of("dg-tool", "deltaglider/0.1", "user-name", "a b"),
          Map.of(),
          Optional.of("STANDARD_IA"),
          StoreHeaders.NONE);

  private void assertRequests(int count) {
    assertThat(server.requests()).hasSize(count);
    server.forgetRequests();
  }

  @Test
  @DisplayName("a whole read with everything about the object is one request")
  void aWholeReadIsOneRequest() throws Exception {
    byte[] bytes = bytes(1, 3 * CHUNK);
    put("a", bytes, RICH);
    ObjectHead head = storage.head(address("a"));
    server.forgetRequests();

    try (ObjectReader reader = storage.open(address("a"))) {
      assertThat(reader.head()).isEqualTo(head);
      assertThat(reader.body().readAllBytes()).isEqualTo(bytes);
    }

    assertRequests(1);
  }

  @Test
  void readsOfRangesAndOfWantedEtagsAreOneRequest() throws Exception {
    String etag = put("a", bytes(2, 1000), RICH).etag();
    server.forgetRequests();

    read("a", ReadOptions.WHOLE.withRange(ByteRange.of(10, 20)));
    assertRequests(1);
    read("a", ReadOptions.WHOLE.withIfMatch(etag));
    assertRequests(1);
  }

  @Test
  void whatHeadersCannotCarryTakesASecondRequest() throws Exception {
    ObjectAttributes attributes =
        ObjectAttributes.NONE.withMetadata(Map.of("k", "Gr\u00fc\u00dfe"));
    put("a", bytes(3, 10), attributes);
    server.forgetRequests();

    try (ObjectReader reader = storage.open(address("a"))) {
      assertThat(reader.head().metadata()).containsEntry("k", "Gr\u00fc\u00dfe");
    }

    assertRequests(2);
  }

  @Test
  @DisplayName("P-47 a page of a listing is one request, with everything about each object")
  void aPageIsOneRequest() {
    for (int i = 0; i < 30; i++) {
      put("key-" + i, bytes(i, 10), RICH);
    }
    server.forgetRequests();

    List<ListedObject> objects = storage.list(ListQuery.of(BUCKET, "")).objects();

    assertRequests(1);
    assertThat(objects)
        .hasSize(30)
        .allSatisfy(o -> assertThat(o.head()).contains(storage.head(address(o.key()))));
  }

  @Test
  @DisplayName("P-21 listings state size, ETag and time as every other call does, each time")
  void listingsAreExact() {
    put("a", bytes(4, 12), RICH);
    ObjectHead head = storage.head(address("a"));

    for (int i = 0; i < 2; i++) {
      assertThat(storage.list(ListQuery.of(BUCKET, "")).objects())
          .singleElement()
          .satisfies(
              listed -> {
                assertThat(listed.size()).isEqualTo(12);
                assertThat(listed.etag()).isEqualTo(head.etag());
                assertThat(listed.lastModified()).isEqualTo(head.lastModified());
                assertThat(listed.head()).contains(head);
              });
    }
  }

  @Test
  void smallPutsAreOneRequest() {
    put("a", bytes(5, CHUNK));
    assertRequests(1);
    storage.put(
        address("b"),
        ContentSource.of(bytes(6, 10)),
        ObjectAttributes.NONE,
        WriteCondition.ifAbsent());
    assertRequests(1);
  }

  @Test
  void largePutsAreOneRequestPerChunkAndOneToBegin() {
    put("a", bytes(7, 2 * CHUNK + 1));

    assertRequests(4);
  }

  @Test
  void headsAndDeletesAreOneRequest() {
    put("a", bytes(8, 10));
    server.forgetRequests();

    storage.head(address("a"));
    assertRequests(1);
    storage.delete(BUCKET, DeleteRequest.of("a"));
    assertRequests(1);
    storage.delete(BUCKET, DeleteRequest.of("a"));
    assertRequests(1);
  }

  @Test
  void conditionalWritesLookTheGenerationUpFirst() {
    String etag = put("a", bytes(9, 10)).etag();
    server.forgetRequests();

    storage.delete(BUCKET, DeleteRequest.ifMatch("a", etag));

    assertRequests(2);
  }

  @Test
  void aThousandDeletesAreTenRequests() {
    List<DeleteRequest> requests =
        IntStream.range(0, 1000).mapToObj(i -> DeleteRequest.of("key-" + i)).toList();

    assertThat(storage.deleteAll(BUCKET, requests)).isEmpty();

    assertRequests(10);
  }

  @Test
  void copiesLookAtTheSourceAndRewrite() {
    put("a", bytes(10, 10), RICH);
    server.forgetRequests();

    storage.copy(CopyRequest.of(address("a"), address("b")));

    assertRequests(2);
    assertThat(storage.head(address("b")).storageClass()).contains("STANDARD_IA");
    assertThat(server.resource(BUCKET, "b")).containsEntry("storageClass", "NEARLINE");
  }
}
