package io.deltaglider.port.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests refuse before they reach a store, and what their short forms mean. */
final class RequestsTest {
  private static final ObjectAddress A = new ObjectAddress("bucket", "a");
  private static final ObjectAddress B = new ObjectAddress("bucket", "b");

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1001, Integer.MAX_VALUE})
  void pagesHave1To1000Entries(int size) {
    ListQuery query = ListQuery.of("bucket", "");

    assertThat(query.pageSize()).isEqualTo(1000);
    assertThat(query.withPageSize(1).pageSize()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> query.withPageSize(size))
        .withMessageContaining(Integer.toString(size));
  }

  @Test
  void anEmptyDelimiterOrStartIsNone() {
    ListQuery query = ListQuery.of("bucket", "p").withDelimiter("").withStartAfter("");

    assertThat(query).isEqualTo(ListQuery.of("bucket", "p"));
    assertThat(query.withDelimiter("/").withStartAfter("x").withPageToken("t"))
        .isEqualTo(
            new ListQuery(
                "bucket", "p", Optional.of("/"), Optional.of("x"), Optional.of("t"), 1000));
  }

  @Test
  void aConditionHasAnEtagExactlyIfItMatchesOne() {
    assertThat(WriteCondition.ifMatch("e").etag()).contains("e");
    assertThat(WriteCondition.always().etag()).isEmpty();
    assertThat(WriteCondition.ifAbsent().etag()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WriteCondition(WriteCondition.Kind.IF_MATCH, Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WriteCondition(WriteCondition.Kind.IF_ABSENT, Optional.of("e")));
  }

  @Test
  void aDeleteCannotWantThatThereIsNothing() {
    assertThat(DeleteRequest.ifMatch("a", "e").condition()).isEqualTo(WriteCondition.ifMatch("e"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeleteRequest("a", WriteCondition.ifAbsent(), Optional.empty()))
        .withMessageContaining("a");
  }

  @Test
  void aCopyOntoItselfMustReplaceSomething() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CopyRequest.of(A, A))
        .withMessageContaining("bucket/a");
    CopyRequest onto =
        new CopyRequest(
            A,
            Optional.empty(),
            Optional.empty(),
            A,
            Optional.of(ObjectAttributes.NONE),
            WriteCondition.always(),
            StoreHeaders.NONE);
    assertThat(onto.target()).isEqualTo(A);
  }

  @Test
  void aCopyIsRefinedStepByStep() {
    CopyRequest request =
        CopyRequest.of(A, B)
            .withSourceEtag("e")
            .withReplacement(ObjectAttributes.NONE)
            .withCondition(WriteCondition.ifAbsent());

    assertThat(request)
        .isEqualTo(
            new CopyRequest(
                A,
                Optional.of("e"),
                Optional.empty(),
                B,
                Optional.of(ObjectAttributes.NONE),
                WriteCondition.ifAbsent(),
                StoreHeaders.NONE));
  }

  @ParameterizedTest
  @EnumSource(StorageException.Kind.class)
  void onlyThrottlingAndUnavailabilityAreWorthARetry(StorageException.Kind kind) {
    boolean retryable =
        kind == StorageException.Kind.THROTTLED || kind == StorageException.Kind.UNAVAILABLE;

    StorageException exception = new StorageException(kind, "put bucket/a: cause");

    assertThat(exception.kind()).isEqualTo(kind);
    assertThat(exception.isRetryable()).isEqualTo(retryable);
  }

  @Test
  void aLifecycleRuleCoversWhatItCanReach() {
    LifecycleRule rule = new LifecycleRule("id", "a/b", true);

    assertThat(rule.covers("a/b")).isTrue();
    assertThat(rule.covers("a/bc/")).isTrue();
    assertThat(rule.covers("a/")).isTrue();
    assertThat(rule.covers("")).isTrue();
    assertThat(rule.covers("a/c")).isFalse();
    assertThat(new LifecycleRule("id", "", true).covers(".deltaglider/")).isTrue();
    assertThat(new LifecycleRule("id", "", false).covers("")).isFalse();
  }

  @Test
  void storeHeadersAreNamedAsS3NamesThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoreHeaders(Map.of("X-Amz-Acl", "private")))
        .withMessageContaining("X-Amz-Acl");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StoreHeaders(Map.of("x-amz-acl", "a\nb")))
        .withMessageContaining("x-amz-acl");
  }

  @Test
  void storeHeadersDoNotShowTheirValues() {
    StoreHeaders headers = new StoreHeaders(Map.of("x-amz-key", "secret"));

    assertThat(headers.value("x-amz-key")).contains("secret");
    assertThat(ObjectAttributes.NONE.withStoreHeaders(headers).toString())
        .contains("x-amz-key")
        .doesNotContain("secret");
  }
}
