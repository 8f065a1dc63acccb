package io.deltaglider.sdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.testserver.s3.S3TestServer;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** Nothing internal can be named, listed or destroyed through the client on S3. */
@TestInstance(Lifecycle.PER_CLASS)
class ReservedKeyTest {
  private static final String INTERNAL = ".deltaglider/format.json";

  private S3TestServer server;
  private TestClient test;
  private S3Client client;

  @BeforeAll
  void open() {
    server = S3TestServer.start();
    test = TestClient.onS3(server, false);
    client = test.client;
    Versions.prepare(client);
  }

  @AfterAll
  void close() {
    test.close();
    server.close();
  }

  private static Arguments call(String name, Consumer<S3Client> call) {
    return Arguments.of(name, call);
  }

  static Stream<Arguments> calls() {
    Tagging tags = Tagging.builder().tagSet(Tag.builder().key("a").value("1").build()).build();
    return Stream.of(
        call(
            "put",
            c -> c.putObject(r -> r.bucket(Versions.BUCKET).key(INTERNAL), RequestBody.empty())),
        call("get", c -> c.getObject(r -> r.bucket(Versions.BUCKET).key(INTERNAL))),
        call("head", c -> c.headObject(r -> r.bucket(Versions.BUCKET).key(INTERNAL))),
        call("delete", c -> c.deleteObject(r -> r.bucket(Versions.BUCKET).key(INTERNAL))),
        call(
            "copy from",
            c ->
                c.copyObject(
                    r ->
                        r.sourceBucket(Versions.BUCKET)
                            .sourceKey(INTERNAL)
                            .destinationBucket(Versions.BUCKET)
                            .destinationKey("a"))),
        call(
            "copy to",
            c ->
                c.copyObject(
                    r ->
                        r.sourceBucket(Versions.BUCKET)
                            .sourceKey(Versions.FIRST)
                            .destinationBucket(Versions.BUCKET)
                            .destinationKey(INTERNAL))),
        call(
            "create upload",
            c -> c.createMultipartUpload(r -> r.bucket(Versions.BUCKET).key(INTERNAL))),
        call("get tags", c -> c.getObjectTagging(r -> r.bucket(Versions.BUCKET).key(INTERNAL))),
        call(
            "put tags",
            c -> c.putObjectTagging(r -> r.bucket(Versions.BUCKET).key(INTERNAL).tagging(tags))),
        call(
            "delete tags",
            c -> c.deleteObjectTagging(r -> r.bucket(Versions.BUCKET).key(INTERNAL))),
        call("get acl", c -> c.getObjectAcl(r -> r.bucket(Versions.BUCKET).key(INTERNAL))),
        call(
            "put acl",
            c -> c.putObjectAcl(r -> r.bucket(Versions.BUCKET).key(INTERNAL).acl("private"))),
        call("restore", c -> c.restoreObject(r -> r.bucket(Versions.BUCKET).key(INTERNAL))),
        call(
            "attributes",
            c ->
                c.getObjectAttributes(
                    r ->
                        r.bucket(Versions.BUCKET)
                            .key(INTERNAL)
                            .objectAttributesWithStrings("ETag"))),
        call(
            "versions",
            c -> c.listObjectVersions(r -> r.bucket(Versions.BUCKET).prefix(".deltaglider/"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void anInternalKeyIsRefused(String name, Consumer<S3Client> call) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> call.accept(client))
        .satisfies(e -> assertThat(Versions.code(e)).as(name).isEqualTo("403 AccessDenied"))
        .withMessageContaining(".deltaglider/");
  }

  @Test
  void aBatchDeletesTheOthers() {
    Versions.put(client, "a", new byte[1]);
    var answer =
        client.deleteObjects(
            r ->
                r.bucket(Versions.BUCKET)
                    .delete(
                        d ->
                            d.objects(
                                List.of(
                                    ObjectIdentifier.builder().key(INTERNAL).build(),
                                    ObjectIdentifier.builder().key("a").build()))));

    assertThat(answer.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.key()).isEqualTo(INTERNAL))
        .satisfies(error -> assertThat(error.code()).isEqualTo("AccessDenied"));
    assertThat(answer.deleted()).singleElement().satisfies(d -> assertThat(d.key()).isEqualTo("a"));
    assertThat(Versions.get(client, Versions.SECOND)).isEqualTo(Versions.content(1));
  }

  @Test
  void versionsOfInternalKeysAreNotListed() {
    assertThat(client.listObjectVersions(r -> r.bucket(Versions.BUCKET)).versions())
        .extracting(ObjectVersion::key)
        .containsExactly(Versions.FIRST, Versions.SECOND);
  }

  private static LifecycleRule expiring(Consumer<LifecycleRule.Builder> more) {
    LifecycleRule.Builder rule =
        LifecycleRule.builder()
            .id("old")
            .status(ExpirationStatus.ENABLED)
            .expiration(e -> e.days(7));
    more.accept(rule);
    return rule.build();
  }

  @Test
  void aLifecycleRuleThatCoversReferencesIsRefused() {
    for (LifecycleRule rule :
        List.of(
            expiring(r -> r.filter(f -> f.prefix(""))),
            expiring(r -> r.filter(f -> f.prefix(".delta"))),
            expiring(r -> r.filter(f -> f.prefix(".deltaglider/references/"))),
            expiring(r -> r.filter(f -> f.and(a -> a.prefix("").objectSizeGreaterThan(1L)))),
            expiring(r -> r.filter(f -> f.objectSizeGreaterThan(1L))))) {
      assertThatExceptionOfType(S3Exception.class)
          .as(rule.toString())
          .isThrownBy(
              () ->
                  client.putBucketLifecycleConfiguration(
                      r ->
                          r.bucket(Versions.BUCKET)
                              .lifecycleConfiguration(l -> l.rules(List.of(rule)))))
          .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("400 InvalidRequest"))
          .withMessageContaining("'old'");
    }
  }

  @Test
  void aLifecycleRuleThatSparesReferencesIsPassedOn() {
    client.putBucketLifecycleConfiguration(
        r ->
            r.bucket(Versions.BUCKET)
                .lifecycleConfiguration(
                    l -> l.rules(List.of(expiring(rule -> rule.filter(f -> f.prefix("tmp/")))))));

    assertThat(client.getBucketLifecycleConfiguration(r -> r.bucket(Versions.BUCKET)).rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.filter().prefix()).isEqualTo("tmp/"));
    client.deleteBucketLifecycle(r -> r.bucket(Versions.BUCKET));
  }

  @Test
  void rulesThatCannotTouchReferencesAreNoDanger() {
    for (LifecycleRule rule :
        List.of(
            expiring(r -> r.status(ExpirationStatus.DISABLED).filter(f -> f.prefix(""))),
            expiring(r -> r.filter(f -> f.tag(t -> t.key("a").value("1")))),
            LifecycleRule.builder()
                .status(ExpirationStatus.ENABLED)
                .abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(1))
                .build())) {
      assertThat(LifecycleRules.covers(rule, ".deltaglider/")).as(rule.toString()).isFalse();
    }
  }

  @Test
  void protectingADeltaIsRefused() {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(
            () ->
                client.putObjectAcl(
                    r -> r.bucket(Versions.BUCKET).key(Versions.SECOND).acl("private")))
        .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("501 NotImplemented"))
        .withMessageContaining("delta");
  }

  @Test
  void callersAreToldToTheStoreOrRefused() {
    assertThat(
            client
                .headObject(
                    r ->
                        r.bucket(Versions.BUCKET)
                            .key(Versions.SECOND)
                            .expectedBucketOwner("123456789012"))
                .contentLength())
        .isEqualTo(Versions.content(1).length);
    try (TestClient memory = TestClient.onMemory()) {
      Versions.prepare(memory.client);
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(
              () ->
                  memory.client.headObject(
                      r ->
                          r.bucket(Versions.BUCKET)
                              .key(Versions.SECOND)
                              .expectedBucketOwner("123456789012")))
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501));
    }
  }

  @Test
  void theBucketOfOnlyInternalKeysCanBeDeleted() {
    client.createBucket(r -> r.bucket("short-lived"));
    client.putObject(
        r -> r.bucket("short-lived").key("v1/app.zip"), RequestBody.fromBytes(Versions.content(1)));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> client.deleteBucket(r -> r.bucket("short-lived")))
        .satisfies(e -> assertThat(Versions.code(e)).isEqualTo("409 BucketNotEmpty"));

    client.deleteObject(r -> r.bucket("short-lived").key("v1/app.zip"));
    client.deleteBucket(r -> r.bucket("short-lived"));

    assertThat(client.listBuckets().buckets())
        .extracting(b -> b.name())
        .doesNotContain("short-lived");
  }
}
