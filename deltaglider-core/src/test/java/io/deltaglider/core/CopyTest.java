package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.adapter.memory.MemoryStorageOptions;
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.port.contract.Fault;
import io.deltaglider.port.contract.StorageCall.Operation;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy is the object it was made of, whatever its form. */
class CopyTest {
  private static final String ARCHIVE = "archive";

  private final TestStore store = new TestStore();
  private final ObjectAttributes attributes =
      ObjectAttributes.of(
              ContentHeaders.NONE.withContentType("application/zip"),
              Map.of("owner", "me", "dg-x", "y"))
          .withTags(Map.of("team", "a"));

  @BeforeEach
  void putOneOfEachKind() {
    store.glider.createBucket(ARCHIVE);
    store.put("v1/app.zip", Contents.version(1, 0));
    put("delta", "v2/app.zip");
    put("whole", "notes.txt");
    store.putRaw("foreign", Contents.version(1, 1), attributes);
  }

  private void put(String kind, String key) {
    store.put(PutRequest.of(at(key)).withAttributes(attributes), Contents.version(1, 1));
    assertThat(store.glider.head(at(key)).form().name())
        .as(kind)
        .isEqualTo(kind.equals("delta") ? "DELTA" : "PASSTHROUGH");
  }

  @AfterEach
  void nothingIsLeftInScratch() {
    assertThat(store.scratch.usedBytes()).isZero();
    store.close();
  }

  @ParameterizedTest
  @DisplayName("P-14, P-20: a copy within a bucket keeps bytes, headers, metadata, tags and form")
  @ValueSource(strings = {"v2/app.zip", "notes.txt", "foreign"})
  void copiesKeepEverything(String key) throws IOException {
    ObjectInfo source = store.glider.head(at(key));

    ObjectInfo copy = store.glider.copy(CopyObjectRequest.of(at(key), at("copy/app.zip")));

    assertThat(store.get("copy/app.zip")).isEqualTo(Contents.version(1, 1));
    assertThat(copy.form()).isEqualTo(source.form());
    assertThat(copy.metadata()).isEqualTo(Map.of("owner", "me", "dg-x", "y"));
    assertThat(copy.headers()).isEqualTo(attributes.headers());
    assertThat(copy.etag()).isEqualTo(source.etag());
    assertThat(store.storage.tags(at("copy/app.zip"))).isEqualTo(Map.of("team", "a"));
  }

  @ParameterizedTest
  @DisplayName("P-14: copies to another bucket and from stores that cannot pin arrive whole")
  @ValueSource(strings = {"v2/app.zip", "notes.txt", "foreign"})
  void copiesAcrossBucketsArrive(String key) throws IOException {
    ObjectAddress target = new ObjectAddress(ARCHIVE, "v9/app.zip");
    store.glider.copy(CopyObjectRequest.of(at(key), target));
    assertThat(TestStore.get(store.otherProcess(), GetRequest.of(target)))
        .isEqualTo(Contents.version(1, 1));
    assertThat(store.glider.head(target).metadata()).isEqualTo(Map.of("owner", "me", "dg-x", "y"));

    try (TestStore poor =
        new TestStore(MemoryStorageOptions.DEFAULT.without(Capability.CONDITIONAL_COPY))) {
      poor.put(PutRequest.of(at("v1/a.zip")).withAttributes(attributes), Contents.version(1, 0));
      poor.glider.copy(CopyObjectRequest.of(at("v1/a.zip"), at("v2/a.zip")));
      assertThat(poor.get("v2/a.zip")).isEqualTo(Contents.version(1, 0));
      assertThat(poor.glider.head(at("v2/a.zip")).metadata()).containsEntry("owner", "me");
      assertThat(poor.storage.calls(Operation.COPY)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v2/app.zip", "notes.txt", "foreign"})
  void replacedMetadataReplacesAllOfTheUsersAndNoneOfOurs(String key) throws IOException {
    ObjectAttributes replacement =
        ObjectAttributes.of(ContentHeaders.NONE.withContentType("text/x"), Map.of("dg-new", "1"));

    ObjectInfo copy =
        store.glider.copy(
            CopyObjectRequest.of(at(key), at("copy/app.zip")).withReplacement(replacement));

    assertThat(copy.metadata()).isEqualTo(Map.of("dg-new", "1"));
    assertThat(copy.headers()).isEqualTo(replacement.headers());
    assertThat(store.get("copy/app.zip")).isEqualTo(Contents.version(1, 1));
    assertThat(
            store
                .glider
                .copy(CopyObjectRequest.of(at(key), at(key)).withReplacement(replacement))
                .metadata())
        .isEqualTo(Map.of("dg-new", "1"));
    assertThat(store.get(key)).isEqualTo(Contents.version(1, 1));
  }

  @Test
  void replacedMetadataThatLeavesNoRoomMakesThePassthrough() throws IOException {
    Map<String, String> large = Map.of("m", "x".repeat(2000));

    ObjectInfo copy =
        store.glider.copy(
            CopyObjectRequest.of(at("v2/app.zip"), at("copy/app.zip"))
                .withReplacement(ObjectAttributes.of(ContentHeaders.NONE, large)));

    assertThat(copy.form()).isEqualTo(ObjectInfo.Form.PASSTHROUGH);
    assertThat(copy.metadata()).isEqualTo(large);
    assertThat(store.get("copy/app.zip")).isEqualTo(Contents.version(1, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.delta", "a/reference.bin", "off/app.zip", "isolated/app.zip"})
  void deltasDoNotReachWhereTheyMustNotBe(String target) throws IOException {
    store.glider.setPolicy(
        BUCKET,
        new DeltaPolicy(
            DeltaPolicy.DEFAULT.extensions(),
            DeltaPolicy.DEFAULT.minSize(),
            DeltaPolicy.DEFAULT.scopes(),
            List.of("isolated/"),
            List.of("off/")));
    Optional<?> source = store.glider.head(at("v2/app.zip")).reference();

    ObjectInfo copy = store.glider.copy(CopyObjectRequest.of(at("v2/app.zip"), at(target)));

    assertThat(copy.reference()).isNotEqualTo(source);
    assertThat(store.get(target)).isEqualTo(Contents.version(1, 1));
  }

  @Test
  @DisplayName("P-14: a copy of a delta that lost its metadata is a whole object again")
  void copiesOfStrippedDeltasAreHealed() throws IOException {
    store.putRaw("bare.zip", store.getRaw("v2/app.zip"), ObjectAttributes.NONE);

    ObjectInfo copy = store.glider.copy(CopyObjectRequest.of(at("bare.zip"), at("copy/app.zip")));

    assertThat(copy.size()).isEqualTo(Contents.SIZE);
    assertThat(copy.sha256()).isPresent();
    assertThat(store.glider.head(at("copy/app.zip")).size()).isEqualTo(Contents.SIZE);
    assertThat(store.get("copy/app.zip")).isEqualTo(Contents.version(1, 1));
  }

  @ParameterizedTest
  @DisplayName(
      "L-39: a source that vanishes during the copy is NO_SUCH_KEY, with no half-made target")
  @ValueSource(strings = {"v2/app.zip", "notes.txt", "foreign"})
  void vanishingSourcesAreTyped(String key) {
    for (ObjectAddress target : List.of(at("copy/app.zip"), new ObjectAddress(ARCHIVE, "a.zip"))) {
      boolean raced = true;
      byte[] body = store.getRaw(key);
      ObjectAttributes stored = store.attributesRaw(key);
      for (int step = 0; raced; step++) {
        store.putRaw(key, body, stored);
        Fault fault =
            store
                .storage
                .when(Operation.HEAD, Operation.OPEN, Operation.COPY)
                .matching(
                    call ->
                        call.key().equals(key) || call.source().filter(at(key)::equals).isPresent())
                .skip(step)
                .runBefore(() -> store.deleteRaw(key));
        try {
          store.glider.copy(CopyObjectRequest.of(at(key), target));
          assertThat(TestStore.get(store.glider, GetRequest.of(target)))
              .isEqualTo(Contents.version(1, 1));
          raced = fault.hits() > 0;
        } catch (StorageException e) {
          assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_KEY);
          assertThat(e).hasMessageContaining(key);
          assertThat(store.storage.list(ListQuery.of(target.bucket(), target.key())).objects())
              .isEmpty();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        } finally {
          store.storage.clearFaults();
        }
      }
    }
  }

  @Test
  void conditionsOfBothSidesAreKept() {
    String etag = store.glider.head(at("v2/app.zip")).etag();
    CopyObjectRequest request = CopyObjectRequest.of(at("v2/app.zip"), at("copy.zip"));
    fails(request.withSourceIfMatch("0123"));
    fails(request.withCondition(WriteCondition.ifMatch(etag)));
    assertThat(store.keys()).doesNotContain("copy.zip");

    copies(request.withSourceIfMatch(etag).withCondition(WriteCondition.ifAbsent()));
    fails(request.withCondition(WriteCondition.ifAbsent()));
    copies(request.withCondition(WriteCondition.ifMatch(etag)));
  }

  private void copies(CopyObjectRequest request) {
    try {
      store.glider.copy(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(store.get("copy.zip")).isEqualTo(Contents.version(1, 1));
  }

  private void fails(CopyObjectRequest request) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> store.glider.copy(request))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.PRECONDITION_FAILED));
  }

  @Test
  @DisplayName("L-37: a copy onto itself that changes nothing is refused")
  void copiesOntoItselfAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.glider.copy(CopyObjectRequest.of(at("notes.txt"), at("notes.txt"))))
        .withMessageContaining("notes.txt");
  }
}
