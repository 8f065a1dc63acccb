package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tags and lifecycle rules are kept, or refused. */
abstract class TagAndLifecycleContract extends StorageFixture {
  private static final LifecycleRule EXPIRE_TMP = new LifecycleRule("expire-tmp", "tmp/", true);
  private static final LifecycleRule PAUSED = new LifecycleRule("paused", "", false);

  TagAndLifecycleContract(StoragePortContract contract) {
    super(contract);
  }

  private static ObjectAttributes tags(Map<String, String> tags) {
    return ObjectAttributes.NONE.withTags(tags);
  }

  @Test
  @DisplayName("P-20 tags come back as they were put")
  void tagsComeBackAsTheyWerePut() {
    assumeHas(Capability.TAGS);
    Map<String, String> tags = new HashMap<>(Map.of("Team", "a b", "empty", "", "k=+-._:/@", "v"));
    for (int i = tags.size(); i < ObjectAttributes.MAX_TAGS; i++) {
      tags.put("tag-" + i, "value");
    }

    put("a", "content", tags(tags));

    assertThat(storage.tags(address("a"))).isEqualTo(tags);
  }

  @Test
  void anObjectWithoutTagsHasNone() {
    assumeHas(Capability.TAGS);
    put("a", "content");

    assertThat(storage.tags(address("a"))).isEmpty();
  }

  @Test
  void anOverwriteReplacesTheTags() {
    assumeHas(Capability.TAGS);
    put("a", "old", tags(Map.of("k", "v", "l", "w")));

    put("a", "new", tags(Map.of("k", "x")));
    assertThat(storage.tags(address("a"))).isEqualTo(Map.of("k", "x"));
    put("a", "newest");
    assertThat(storage.tags(address("a"))).isEmpty();
  }

  @Test
  void whatIsNotThereHasNoTags() {
    assumeHas(Capability.TAGS);

    assertFails(Kind.NO_SUCH_KEY, address("a"), () -> storage.tags(address("a")));
  }

  @Test
  @DisplayName("P-20 tags are refused where they are not kept")
  void tagsAreRefusedWhereTheyAreNotKept() {
    assumeLacks(Capability.TAGS);
    put("a", "old");

    assertFails(Kind.NOT_SUPPORTED, address("a"), () -> put("a", "new", tags(Map.of("k", "v"))));
    assertFails(Kind.NOT_SUPPORTED, address("a"), () -> storage.tags(address("a")));
    assertThat(readText("a")).isEqualTo("old");
  }

  @Test
  void aNewBucketHasNoLifecycleRules() {
    assumeHas(Capability.LIFECYCLE_RULES);

    assertThat(storage.lifecycleRules(BUCKET)).isEmpty();
  }

  @Test
  void lifecycleRulesAreReplacedAsAWhole() {
    assumeHas(Capability.LIFECYCLE_RULES);

    storage.setLifecycleRules(BUCKET, List.of(EXPIRE_TMP, PAUSED));
    assertThat(storage.lifecycleRules(BUCKET)).containsExactlyInAnyOrder(EXPIRE_TMP, PAUSED);
    storage.setLifecycleRules(BUCKET, List.of(PAUSED));
    assertThat(storage.lifecycleRules(BUCKET)).containsExactly(PAUSED);
    storage.setLifecycleRules(BUCKET, List.of());
    assertThat(storage.lifecycleRules(BUCKET)).isEmpty();
  }

  @Test
  void lifecycleRulesBelongToOneBucket() {
    assumeHas(Capability.LIFECYCLE_RULES);
    storage.createBucket("contract-bucket-other");

    storage.setLifecycleRules(BUCKET, List.of(EXPIRE_TMP));
    assertThat(storage.lifecycleRules("contract-bucket-other")).isEmpty();

    storage.deleteBucket(BUCKET);
    storage.createBucket(BUCKET);
    assertThat(storage.lifecycleRules(BUCKET)).isEmpty();
  }

  @Test
  void lifecycleRulesAreRefusedWhereThereAreNone() {
    assumeLacks(Capability.LIFECYCLE_RULES);

    assertFails(Kind.NOT_SUPPORTED, BUCKET, () -> storage.lifecycleRules(BUCKET));
    assertFails(
        Kind.NOT_SUPPORTED, BUCKET, () -> storage.setLifecycleRules(BUCKET, List.of(EXPIRE_TMP)));
  }
}
