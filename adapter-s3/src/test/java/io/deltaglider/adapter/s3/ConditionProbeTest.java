package io.deltaglider.adapter.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import io.deltaglider.testserver.s3.Reaction;
import io.deltaglider.testserver.s3.ReceivedRequest;
import io.deltaglider.testserver.s3.S3TestServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a store can do with conditions is found out, and never guessed. */
final class ConditionProbeTest {
  private static final String BUCKET = "probed";

  private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
  private S3TestServer server;
  private S3Storage storage;

  @BeforeEach
  void open() {
    server = TestServers.empty();
    storage = TestServers.storage(S3StorageOptions.DEFAULT);
    storage.createBucket(BUCKET);
  }

  /** Reacts to the requests that fit, and remembers all. */
  private void disturb(Predicate<ReceivedRequest> which, Reaction reaction) {
    server.disturb(
        request -> {
          requests.add(request);
          return which.test(request) ? reaction : Reaction.answer();
        });
  }

  private static boolean hasCondition(ReceivedRequest request) {
    return request.header("if-match").isPresent()
        || request.header("if-none-match").isPresent()
        || request.header("x-amz-copy-source-if-match").isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"CONDITIONAL_PUT", "CONDITIONAL_DELETE", "CONDITIONAL_COPY"})
  void aStoreThatDecidesConditionsHasThem(Capability capability) {
    assertThat(storage.supports(capability, BUCKET)).isTrue();
    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"CONDITIONAL_PUT", "CONDITIONAL_DELETE", "CONDITIONAL_COPY"})
  void aStoreThatIgnoresConditionsIsNoticed(Capability capability) {
    disturb(request -> true, Reaction.of(Reaction.Kind.IGNORE_CONDITIONS));

    assertThat(storage.supports(capability, BUCKET)).isFalse();
    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"CONDITIONAL_PUT", "CONDITIONAL_DELETE", "CONDITIONAL_COPY"})
  void aStoreThatRefusesConditionsHasNone(Capability capability) {
    disturb(ConditionProbeTest::hasCondition, Reaction.fail(501, "NotImplemented"));

    assertThat(storage.supports(capability, BUCKET)).isFalse();
    assertThat(storage.list(ListQuery.of(BUCKET, "")).objects()).isEmpty();
  }

  @Test
  void oneIgnoredHeaderIsEnoughToHaveNone() {
    disturb(
        request -> request.header("if-match").isPresent(),
        Reaction.of(Reaction.Kind.IGNORE_CONDITIONS));

    assertThat(storage.supports(Capability.CONDITIONAL_PUT, BUCKET)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"CONDITIONAL_PUT", "CONDITIONAL_DELETE", "CONDITIONAL_COPY"})
  void anOutageIsNoAnswer(Capability capability) {
    disturb(ConditionProbeTest::hasCondition, Reaction.fail(403, "AccessDenied"));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> storage.supports(capability, BUCKET))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED))
        .withMessageContaining(BUCKET);
    disturb(request -> false, Reaction.answer());
    assertThat(storage.supports(capability, BUCKET)).isTrue();
  }

  @Test
  void aStoreIsTriedOncePerBucket() {
    storage.supports(Capability.CONDITIONAL_PUT, BUCKET);
    disturb(request -> false, Reaction.answer());

    storage.supports(Capability.CONDITIONAL_PUT, BUCKET);

    assertThat(requests).isEmpty();
  }

  @Test
  void probesLieUnderTheirPrefix() {
    disturb(request -> false, Reaction.answer());

    TestServers.storage(S3StorageOptions.DEFAULT.withProbePrefix("elsewhere/"))
        .supports(Capability.CONDITIONAL_PUT, BUCKET);

    assertThat(requests)
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.path()).startsWith("/" + BUCKET + "/elsewhere/"));
  }

  @Test
  void whatIsGivenIsNotTried() {
    disturb(request -> false, Reaction.answer());
    S3Storage given =
        TestServers.storage(S3StorageOptions.DEFAULT.with(Capability.CONDITIONAL_PUT, false));

    assertThat(given.supports(Capability.CONDITIONAL_PUT, BUCKET)).isFalse();
    assertThat(requests).isEmpty();
  }

  @Test
  void aConditionalPutIsNeverSentToAStoreThatIgnoresConditions() {
    server.disturb(request -> Reaction.of(Reaction.Kind.IGNORE_CONDITIONS));
    ObjectAddress address = new ObjectAddress(BUCKET, "a");
    ContentSource content = ContentSource.of("kept".getBytes(UTF_8));
    storage.put(address, content, ObjectAttributes.NONE, WriteCondition.always());

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () -> storage.put(address, content, ObjectAttributes.NONE, WriteCondition.ifAbsent()))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.NOT_SUPPORTED))
        .withMessageContaining(address.toString());
  }

  @ParameterizedTest
  @EnumSource(
      value = Capability.class,
      names = {"TAGS", "LIFECYCLE_RULES", "VERSIONS"})
  void whatAStoreDoesNotImplementItDoesNotHave(Capability capability) {
    disturb(
        request -> request.query().matches("(tagging|lifecycle|versioning)=?"),
        Reaction.fail(501, "NotImplemented"));

    assertThat(storage.supports(capability, BUCKET)).isFalse();
    assertThat(requests).noneMatch(request -> request.method().equals("PUT"));
  }

  @Test
  @DisplayName("P-20 a store that answers tags of what does not exist has none")
  void aStoreThatIgnoresTagsIsNoticed() {
    disturb(request -> request.query().startsWith("tagging"), Reaction.fail(200, ""));

    assertThat(storage.supports(Capability.TAGS, BUCKET)).isFalse();
  }

  @Test
  void aProbeOfABucketWithVersionsLeavesNone() {
    server.resetWithVersions();
    storage = TestServers.storage(S3StorageOptions.DEFAULT);
    storage.createBucket(BUCKET);

    for (Capability capability : Capability.values()) {
      storage.supports(capability, BUCKET);
    }

    assertThat(storage.listVersions(ListQuery.of(BUCKET, "")).versions()).isEmpty();
  }
}
