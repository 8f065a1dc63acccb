package io.deltaglider.port.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.DeletedVersion;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectVersion;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.VersionPage;
import io.deltaglider.port.storage.WriteCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Overwritten and deleted objects stay readable by version id, and can be listed. */
abstract class VersionContract extends StorageFixture {
  VersionContract(StoragePortContract contract) {
    super(contract);
  }

  private String putVersion(String key, String text) {
    return put(key, text).versionId().orElseThrow();
  }

  private String readVersion(String key, String versionId) {
    return new String(read(key, ReadOptions.WHOLE.withVersionId(versionId)), UTF_8);
  }

  private List<ObjectVersion> versions(String prefix) {
    return storage.listVersions(ListQuery.of(BUCKET, prefix)).versions();
  }

  private List<String> versionIds(String prefix) {
    return versions(prefix).stream().map(ObjectVersion::versionId).toList();
  }

  @Test
  void everyWriteHasAVersionIdOfItsOwn() {
    assumeHas(Capability.VERSIONS);

    String first = putVersion("a", "same");
    String second = putVersion("a", "same");

    assertThat(second).isNotEqualTo(first);
    assertThat(storage.head(address("a")).versionId()).contains(second);
  }

  @Test
  @DisplayName("P-27 an overwritten object stays readable by its version id")
  void anOverwrittenObjectStaysReadable() {
    assumeHas(Capability.VERSIONS);
    String first = putVersion("a", "first");
    String second = putVersion("a", "second");

    assertThat(readVersion("a", first)).isEqualTo("first");
    assertThat(readVersion("a", second)).isEqualTo("second");
    assertThat(readText("a")).isEqualTo("second");
    assertThat(read("a", ReadOptions.WHOLE.withVersionId(first).withRange(ByteRange.of(1, 2))))
        .isEqualTo("ir".getBytes(UTF_8));
  }

  @Test
  void aHeadOfAVersionIsAboutThatVersion() {
    assumeHas(Capability.VERSIONS);
    String first = put("a", "first", metadata("k", "v")).versionId().orElseThrow();
    put("a", "other");

    ObjectHead head = storage.head(address("a"), ReadOptions.WHOLE.withVersionId(first));

    assertThat(head.size()).isEqualTo(5);
    assertThat(head.versionId()).contains(first);
    assertThat(head.metadata()).containsEntry("k", "v");
  }

  @Test
  void aDeleteSaysWhatItDid() {
    assumeHas(Capability.VERSIONS);
    String id = putVersion("a", "content");

    DeletedVersion marked = storage.delete(BUCKET, DeleteRequest.of("a"));
    String marker = versionIds("a").get(0);

    assertThat(marked).isEqualTo(new DeletedVersion(Optional.of(marker), true));
    assertThat(storage.delete(BUCKET, version("a", marker))).isEqualTo(marked);
    assertThat(storage.delete(BUCKET, version("a", id)))
        .isEqualTo(new DeletedVersion(Optional.of(id), false));
  }

  @Test
  void aStoreWhoseVersionsCanBeListedSaysThatItKeepsThem() {
    put("a", "first");
    put("a", "second");

    assertThat(storage.keepsVersions(BUCKET))
        .isEqualTo(storage.supports(Capability.VERSIONS, BUCKET));
  }

  @Test
  void aDeleteForGoodNamesNoVersion() {
    assumeLacks(Capability.VERSIONS);
    put("a", "content");

    assertThat(storage.delete(BUCKET, DeleteRequest.of("a"))).isEqualTo(DeletedVersion.GONE);
    assertThat(storage.delete(BUCKET, DeleteRequest.of("a"))).isEqualTo(DeletedVersion.GONE);
  }

  @Test
  void aReadOfAVersionIsAboutThatVersionsEtag() {
    assumeHas(Capability.VERSIONS);
    put("a", "first");
    String firstEtag = storage.head(address("a")).etag();
    String first = storage.head(address("a")).versionId().orElseThrow();
    String secondEtag = put("a", "second").etag();
    ReadOptions options = ReadOptions.WHOLE.withVersionId(first);

    assertThat(read("a", options.withIfMatch(firstEtag))).isEqualTo("first".getBytes(UTF_8));
    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () -> storage.open(address("a"), options.withIfMatch(secondEtag)));
  }

  @Test
  void aDeletedObjectStaysReadableBehindItsMarker() {
    assumeHas(Capability.VERSIONS);
    String id = putVersion("a", "content");

    delete("a");

    assertThat(exists("a")).isFalse();
    assertThat(keys()).isEmpty();
    assertThat(readVersion("a", id)).isEqualTo("content");
    List<ObjectVersion> versions = versions("");
    assertThat(versions).extracting(ObjectVersion::deleteMarker).containsExactly(true, false);
    assertThat(versions).extracting(ObjectVersion::latest).containsExactly(true, false);
    assertThat(versions.get(0).size()).isZero();
    assertThat(versions.get(0).etag()).isEmpty();
  }

  @Test
  void aDeleteMarkerCannotBeRead() {
    assumeHas(Capability.VERSIONS);
    put("a", "content");
    delete("a");
    String marker = versionIds("a").get(0);

    assertFails(
        Kind.NO_SUCH_KEY,
        address("a"),
        () -> storage.open(address("a"), ReadOptions.WHOLE.withVersionId(marker)));
  }

  @Test
  void removingAMarkerBringsTheObjectBack() {
    assumeHas(Capability.VERSIONS);
    put("a", "content", metadata("k", "v"));
    delete("a");

    deleteVersion("a", versionIds("a").get(0));

    assertThat(readText("a")).isEqualTo("content");
    assertThat(storage.head(address("a")).metadata()).containsEntry("k", "v");
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void removingTheNewestVersionBringsTheOneBeforeBack() {
    assumeHas(Capability.VERSIONS);
    String first = putVersion("a", "first");
    String second = putVersion("a", "second");

    deleteVersion("a", second);

    assertThat(readText("a")).isEqualTo("first");
    assertThat(versionIds("a")).containsExactly(first);
    assertFails(
        Kind.NO_SUCH_KEY,
        address("a"),
        () -> storage.open(address("a"), ReadOptions.WHOLE.withVersionId(second)));
  }

  @Test
  void removingAnOldVersionLeavesTheCurrentOne() {
    assumeHas(Capability.VERSIONS);
    String first = putVersion("a", "first");
    String second = putVersion("a", "second");

    deleteVersion("a", first);
    deleteVersion("a", first);

    assertThat(readText("a")).isEqualTo("second");
    assertThat(versionIds("a")).containsExactly(second);
  }

  @Test
  void removingTheOnlyVersionRemovesTheObject() {
    assumeHas(Capability.VERSIONS);
    String id = putVersion("a", "content");

    deleteVersion("a", id);

    assertThat(exists("a")).isFalse();
    assertThat(versions("")).isEmpty();
    storage.deleteBucket(BUCKET);
    assertThat(storage.bucketExists(BUCKET)).isFalse();
  }

  @Test
  void aConditionOnAVersionIsAboutThatVersion() {
    assumeHas(Capability.VERSIONS);
    assumeHas(Capability.CONDITIONAL_DELETE);
    String firstEtag = put("a", "first").etag();
    String first = storage.head(address("a")).versionId().orElseThrow();
    String secondEtag = put("a", "second").etag();

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () -> storage.delete(BUCKET, request("a", secondEtag, first)));
    storage.delete(BUCKET, request("a", firstEtag, first));

    assertThat(versions("")).hasSize(1);
    assertThat(readText("a")).isEqualTo("second");
  }

  @Test
  void versionsAreListedByKeyAndOfOneKeyTheNewestFirst() {
    assumeHas(Capability.VERSIONS);
    String a1 = putVersion("a", "1");
    String b1 = putVersion("b/x", "22");
    String emoji = putVersion("\ud83d\ude00", "333");
    String last = putVersion("\uffff", "4444");
    String a2 = putVersion("a", "55555");

    List<ObjectVersion> versions = versions("");

    assertThat(versions)
        .extracting(ObjectVersion::versionId)
        .containsExactly(a2, a1, b1, last, emoji);
    assertThat(versions)
        .extracting(ObjectVersion::latest)
        .containsExactly(true, false, true, true, true);
    assertThat(versions).extracting(ObjectVersion::size).containsExactly(5L, 1L, 2L, 4L, 3L);
    assertThat(versions.get(0).etag()).isEqualTo(storage.head(address("a")).etag());
    assertThat(versions.get(0).lastModified()).isEqualTo(storage.head(address("a")).lastModified());
    assertThat(versionIds("b/")).containsExactly(b1);
    assertThat(versionIds("c")).isEmpty();
  }

  @Test
  void pagesOfVersionsOfEverySizeAreOneBigListing() {
    assumeHas(Capability.VERSIONS);
    for (int round = 0; round < 4; round++) {
      for (String key : List.of("a", "a b", "a\nb", "b/c", "\ud83d\ude00")) {
        put(key, "content " + round);
      }
    }
    delete("a");
    List<ObjectVersion> whole = versions("");
    assertThat(whole).hasSize(21);

    for (int size = 1; size <= whole.size() + 1; size++) {
      assertThat(versionsInPagesOf(size)).as("pages of %s", size).isEqualTo(whole);
    }
  }

  private List<ObjectVersion> versionsInPagesOf(int size) {
    ListQuery query = ListQuery.of(BUCKET, "").withPageSize(size);
    List<ObjectVersion> versions = new ArrayList<>();
    VersionPage page = storage.listVersions(query);
    versions.addAll(page.versions());
    while (page.nextPageToken().isPresent()) {
      page = storage.listVersions(query.withPageToken(page.nextPageToken().get()));
      assertThat(page.versions()).hasSizeBetween(1, size);
      versions.addAll(page.versions());
    }
    return versions;
  }

  @Test
  void versionsAreListedWithoutDelimiterAndStartAfter() {
    assumeHas(Capability.VERSIONS);
    ListQuery query = ListQuery.of(BUCKET, "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> storage.listVersions(query.withDelimiter("/")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> storage.listVersions(query.withStartAfter("a")));
  }

  @Test
  void aVersionCanBeCopied() {
    assumeHas(Capability.VERSIONS);
    String first = putVersion("a", "first");
    put("a", "second");

    storage.copy(copyOf(first));

    assertThat(readText("b")).isEqualTo("first");
  }

  @Test
  void copyingAVersionThatIsNotThereFails() {
    assumeHas(Capability.VERSIONS);
    String first = putVersion("a", "first");
    put("a", "second");
    deleteVersion("a", first);

    assertFails(Kind.NO_SUCH_KEY, address("a"), () -> storage.copy(copyOf(first)));
    assertThat(exists("b")).isFalse();
  }

  @Test
  void aBucketWithOldVersionsIsNotEmpty() {
    assumeHas(Capability.VERSIONS);
    String id = putVersion("a", "content");
    delete("a");

    assertFails(Kind.BUCKET_NOT_EMPTY, BUCKET, () -> storage.deleteBucket(BUCKET));
    assertThat(readVersion("a", id)).isEqualTo("content");
  }

  @Test
  void whereThereAreNoVersionsNothingHasAnId() {
    assumeLacks(Capability.VERSIONS);

    assertThat(put("a", "content").versionId()).isEmpty();
    assertThat(storage.head(address("a")).versionId()).isEmpty();
  }

  @Test
  void whereThereAreNoVersionsTheyCannotBeAskedFor() {
    assumeLacks(Capability.VERSIONS);
    put("a", "content");

    assertFails(Kind.NOT_SUPPORTED, BUCKET, () -> storage.listVersions(ListQuery.of(BUCKET, "")));
    assertFails(Kind.NOT_SUPPORTED, address("a"), () -> storage.copy(copyOf("1")));
    assertFails(Kind.NOT_SUPPORTED, address("a"), () -> deleteVersion("a", "1"));
    assertThat(keys()).containsExactly("a");
  }

  private static CopyRequest copyOf(String versionId) {
    return CopyRequest.of(address("a"), address("b")).withSourceVersionId(versionId);
  }

  private static DeleteRequest request(String key, String etag, String versionId) {
    return new DeleteRequest(key, WriteCondition.ifMatch(etag), Optional.of(versionId));
  }
}
