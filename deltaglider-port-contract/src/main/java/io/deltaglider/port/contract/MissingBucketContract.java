package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every call on a bucket that is not there says so, and makes none. */
abstract class MissingBucketContract extends StorageFixture {
  private static final String MISSING = "missing-bucket";
  private static final ObjectAddress NOWHERE = new ObjectAddress(MISSING, "dir/a");

  MissingBucketContract(StoragePortContract contract) {
    super(contract);
  }

  @AfterEach
  void theBucketIsStillMissing() {
    assertThat(storage.bucketExists(MISSING)).isFalse();
  }

  @Test
  void putNeedsABucket() {
    assertFails(
        Kind.NO_SUCH_BUCKET,
        NOWHERE,
        () -> storage.put(NOWHERE, text("x"), ObjectAttributes.NONE, WriteCondition.always()));
  }

  @Test
  void conditionalPutNeedsABucket() {
    assumeHas(Capability.CONDITIONAL_PUT);
    assertFails(
        Kind.NO_SUCH_BUCKET,
        NOWHERE,
        () -> storage.put(NOWHERE, text("x"), ObjectAttributes.NONE, WriteCondition.ifAbsent()));
    assertFails(
        Kind.NO_SUCH_BUCKET,
        NOWHERE,
        () -> storage.put(NOWHERE, text("x"), ObjectAttributes.NONE, WriteCondition.ifMatch("e")));
  }

  @Test
  void headNeedsABucket() {
    assertFails(Kind.NO_SUCH_BUCKET, NOWHERE, () -> storage.head(NOWHERE));
  }

  @Test
  void openNeedsABucket() {
    assertFails(Kind.NO_SUCH_BUCKET, NOWHERE, () -> storage.open(NOWHERE));
  }

  @Test
  void listNeedsABucket() {
    assertFails(Kind.NO_SUCH_BUCKET, MISSING, () -> storage.list(ListQuery.of(MISSING, "")));
    assertFails(
        Kind.NO_SUCH_BUCKET,
        MISSING,
        () -> storage.list(ListQuery.of(MISSING, "dir/").withDelimiter("/").withStartAfter("e")));
  }

  @Test
  void deleteNeedsABucket() {
    assertFails(
        Kind.NO_SUCH_BUCKET, MISSING, () -> storage.delete(MISSING, DeleteRequest.of("dir/a")));
  }

  @Test
  void conditionalDeleteNeedsABucket() {
    assumeHas(Capability.CONDITIONAL_DELETE);
    assertFails(
        Kind.NO_SUCH_BUCKET,
        MISSING,
        () -> storage.delete(MISSING, DeleteRequest.ifMatch("dir/a", "e")));
  }

  @Test
  void deletingManyNeedsABucket() {
    assertFails(
        Kind.NO_SUCH_BUCKET,
        MISSING,
        () ->
            storage.deleteAll(MISSING, List.of(DeleteRequest.of("dir/a"), DeleteRequest.of("b"))));
  }

  @Test
  void copyNeedsABucketOnEitherSide() {
    put("a", "kept");

    assertFails(
        Kind.NO_SUCH_BUCKET, MISSING, () -> storage.copy(CopyRequest.of(NOWHERE, address("b"))));
    assertFails(
        Kind.NO_SUCH_BUCKET, MISSING, () -> storage.copy(CopyRequest.of(address("a"), NOWHERE)));
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void tagsNeedABucket() {
    assumeHas(Capability.TAGS);
    assertFails(Kind.NO_SUCH_BUCKET, NOWHERE, () -> storage.tags(NOWHERE));
  }

  @Test
  void listingVersionsNeedsABucket() {
    assumeHas(Capability.VERSIONS);
    assertFails(
        Kind.NO_SUCH_BUCKET, MISSING, () -> storage.listVersions(ListQuery.of(MISSING, "")));
  }

  @Test
  void keepingVersionsNeedsABucket() {
    assertFails(Kind.NO_SUCH_BUCKET, MISSING, () -> storage.keepsVersions(MISSING));
  }

  @Test
  void lifecycleRulesNeedABucket() {
    assumeHas(Capability.LIFECYCLE_RULES);
    assertFails(Kind.NO_SUCH_BUCKET, MISSING, () -> storage.lifecycleRules(MISSING));
    assertFails(Kind.NO_SUCH_BUCKET, MISSING, () -> storage.setLifecycleRules(MISSING, List.of()));
  }
}
