package io.deltaglider.adapter.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.BucketInfo.LifecycleRule.LifecycleAction;
import com.google.cloud.storage.BucketInfo.LifecycleRule.LifecycleCondition;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectPage;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pages, buckets and rules beyond what the contract asks for. */
class GcsListingTest extends GcsTestBase {
  @Test
  @DisplayName("P-22 a page that begins at an inclusive offset is not empty for it")
  void aPageOfOneGoesOnBehindStartAfter() {
    put("a", bytes(1, 1));
    put("b", bytes(2, 1));

    ObjectPage page = storage.list(ListQuery.of(BUCKET, "").withStartAfter("a").withPageSize(1));

    assertThat(page.objects()).extracting(ListedObject::key).containsExactly("b");
    assertThat(page.nextPageToken()).isEmpty();
  }

  @Test
  @DisplayName(
      "L-30 a key under a name that begins with a dot is listed, with and without rolling up")
  void dotNamesAreListed() {
    put(".well-known/x", bytes(3, 1));
    put("other", bytes(4, 1));

    assertThat(storage.list(ListQuery.of(BUCKET, "").withDelimiter("/")).commonPrefixes())
        .containsExactly(".well-known/");
    assertThat(storage.list(ListQuery.of(BUCKET, ".")).objects())
        .extracting(ListedObject::key)
        .containsExactly(".well-known/x");
  }

  @Test
  void aBucketWithVersioningIsSaidToKeepVersions() {
    client.create(BucketInfo.newBuilder("versioned").setVersioningEnabled(true).build());
    assertThat(storage.keepsVersions("versioned")).isTrue();

    client.update(BucketInfo.newBuilder("versioned").setVersioningEnabled(false).build());
    server.forgetRequests();
    assertThat(storage.keepsVersions("versioned")).isFalse();

    assertThat(server.requests())
        .as("generations from before are looked for")
        .anyMatch(request -> request.contains("versions=true"));
  }

  @Test
  @DisplayName("L-30 more buckets than fit on one page are all listed")
  void allBucketsAreListed() {
    for (int i = 0; i < 1005; i++) {
      client.create(BucketInfo.of("many-%04d".formatted(i)));
    }
    server.forgetRequests();

    assertThat(storage.listBuckets())
        .hasSize(1006)
        .isSortedAccordingTo(Comparator.comparing(Bucket::name));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  @DisplayName("P-29 keys that differ in what paths mean are different objects")
  void keysThatPathsWouldMergeStayApart() throws Exception {
    List<String> keys = List.of("a//b", "a/b", "a/./b", "a/x/../b", "a%2Fb", "a/b/", "/a/b");
    for (String key : keys) {
      put(key, key.getBytes(StandardCharsets.UTF_8));
    }

    for (String key : keys) {
      assertThat(read(key)).asString().isEqualTo(key);
    }
    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects()).hasSize(keys.size());
  }

  private void setRules(BucketInfo.LifecycleRule... rules) {
    client.update(BucketInfo.newBuilder(BUCKET).setLifecycleRules(List.of(rules)).build());
  }

  private static BucketInfo.LifecycleRule expiry(LifecycleCondition.Builder condition) {
    return new BucketInfo.LifecycleRule(
        LifecycleAction.newDeleteAction(), condition.setAge(30).build());
  }

  @Test
  void aRuleOfTheServiceIsReportedForEachOfItsPrefixes() {
    setRules(
        expiry(LifecycleCondition.newBuilder().setMatchesPrefix(List.of("tmp/", ".deltaglider/"))),
        expiry(LifecycleCondition.newBuilder().setMatchesSuffix(List.of(".log"))),
        expiry(LifecycleCondition.newBuilder().setIsLive(false)));

    assertThat(storage.lifecycleRules(BUCKET))
        .containsExactly(
            new LifecycleRule("rule-0.0", "tmp/", true),
            new LifecycleRule("rule-0.1", ".deltaglider/", true),
            new LifecycleRule("rule-1", "", true),
            new LifecycleRule("rule-2", "", true));
  }

  @Test
  void aRuleThatOnlyAbortsUploadsTouchesNoObject() {
    setRules(
        new BucketInfo.LifecycleRule(
            LifecycleAction.newAbortIncompleteMPUploadAction(),
            LifecycleCondition.newBuilder().setAge(1).build()));

    assertThat(storage.lifecycleRules(BUCKET)).isEmpty();
  }

  @Test
  void settingKeepsRulesOfTheServiceThatAreGivenBack() {
    setRules(
        expiry(LifecycleCondition.newBuilder().setMatchesPrefix(List.of("tmp/"))),
        expiry(LifecycleCondition.newBuilder().setMatchesPrefix(List.of("old/"))));
    List<LifecycleRule> rules = storage.lifecycleRules(BUCKET);

    storage.setLifecycleRules(BUCKET, rules.subList(1, 2));

    assertThat(client.get(BUCKET).getLifecycleRules())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getCondition().getMatchesPrefix()).containsExactly("old/");
              assertThat(rule.getCondition().getAge()).isEqualTo(30);
            });
  }
}
