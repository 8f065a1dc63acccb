package io.deltaglider.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.WriteCondition;
import io.deltaglider.testserver.gcs.GcsTestServer;
import io.deltaglider.testserver.s3.Reaction;
import io.deltaglider.testserver.s3.ReceivedRequest;
import io.deltaglider.testserver.s3.S3TestServer;
import io.deltaglider.wiring.S3Connection.ConditionalWrites;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Sessions on cloud stores, against servers in this process. */
class CloudSessionTest {
  private static final String BUCKET = "releases";
  private static S3TestServer s3;
  private static GcsTestServer gcs;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    s3 = S3TestServer.start();
    gcs = GcsTestServer.start();
  }

  @AfterAll
  static void stop() {
    s3.close();
    gcs.close();
  }

  @BeforeEach
  void reset() {
    s3.reset();
    gcs.reset();
  }

  private DeltaGliderConfig config(String store, Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("DG_CACHE_DIR", directory.resolve("cache").toString());
    variables.put("DG_SCRATCH_DIR", directory.resolve("scratch").toString());
    return DeltaGliderConfig.of(StoreUrl.parse(store), EnvironmentSettings.read(variables));
  }

  private static S3Connection connection() {
    return S3Connection.DEFAULT
        .withEndpoint(s3.endpoint())
        .withRegion("eu-central-1")
        .withCredentials(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(S3TestServer.ACCESS_KEY, S3TestServer.SECRET_KEY)));
  }

  private static byte[] version(int number) {
    byte[] content = new byte[200_000];
    new Random(7).nextBytes(content);
    byte[] edit = ("version " + number).getBytes(UTF_8);
    System.arraycopy(edit, 0, content, 100_000, edit.length);
    return content;
  }

  private static void assertStoresVersions(DeltaGlider glider) throws IOException {
    glider.createBucket(BUCKET);
    for (int number = 0; number < 2; number++) {
      ObjectAddress address = new ObjectAddress(BUCKET, "v1.0." + number + "/app.zip");
      PutOutcome outcome =
          glider.put(PutRequest.of(address), new ByteArrayInputStream(version(number)));
      assertThat(outcome.form())
          .isEqualTo(number == 0 ? PutOutcome.Form.REFERENCE : PutOutcome.Form.DELTA);
      try (ObjectContent content = glider.get(GetRequest.of(address))) {
        assertThat(content.body().readAllBytes()).isEqualTo(version(number));
      }
    }
  }

  @Test
  void storesOnS3() throws IOException {
    DeltaGliderConfig config = config("s3:", Map.of()).withS3(connection());
    try (DeltaGliderSession session = DeltaGliderSession.open(config, Clock.systemUTC())) {
      assertStoresVersions(session.deltaGlider());
      assertThat(session.s3().orElseThrow().client().listBuckets().buckets()).hasSize(1);
    }
  }

  @Test
  void accessControlListsArePassedToS3() throws IOException {
    DeltaGliderConfig config = config("s3:", Map.of()).withS3(connection());
    try (DeltaGliderSession session = DeltaGliderSession.open(config, Clock.systemUTC())) {
      session.deltaGlider().createBucket(BUCKET);
      BucketAcls acls = session.bucketAcls().orElseThrow();
      List<ReceivedRequest> received = new ArrayList<>();
      s3.disturb(
          request -> {
            received.add(request);
            return request.method().equals("PUT")
                ? Reaction.fail(501, "NotImplemented")
                : Reaction.answer();
          });

      BucketAcl grants = new BucketAcl("", Map.of("READ", "id=\"abc\"", "WRITE_ACP", "id=\"d\""));
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> acls.put(BUCKET, grants))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NOT_SUPPORTED))
          .withMessageContaining(BUCKET);
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> acls.put(BUCKET, new BucketAcl("public-read", Map.of())));

      assertThat(received.get(0).query()).isEqualTo("acl");
      assertThat(received.get(0).header("x-amz-grant-read")).contains("id=\"abc\"");
      assertThat(received.get(0).header("x-amz-grant-write-acp")).contains("id=\"d\"");
      assertThat(received.get(received.size() - 1).header("x-amz-acl")).contains("public-read");
      assertThat(acls.get(BUCKET).grants())
          .extracting(BucketAcl.Grant::permission)
          .containsExactly("FULL_CONTROL");
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> acls.get("nowhere"))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NO_SUCH_BUCKET));
    }
  }

  @Test
  void storesOnGoogleCloudStorage() throws IOException {
    DeltaGliderConfig config =
        config("gcs:", Map.of())
            .withGcs(GcsConnection.DEFAULT.withEndpoint(gcs.uri()).withProject("test"));
    try (DeltaGliderSession session = DeltaGliderSession.open(config, Clock.systemUTC())) {
      assertStoresVersions(session.deltaGlider());
      assertThat(session.s3()).isEmpty();
    }
  }

  @Test
  void theEnvironmentNamesTheServers() throws IOException {
    String emulator = gcs.uri().getHost() + ":" + gcs.uri().getPort();
    DeltaGliderConfig google = config("gcs:", Map.of("STORAGE_EMULATOR_HOST", emulator));
    try (DeltaGliderSession session = DeltaGliderSession.open(google, Clock.systemUTC())) {
      assertStoresVersions(session.deltaGlider());
    }
    Map<String, String> variables =
        Map.of("AWS_ENDPOINT_URL", s3.endpoint().toString(), "AWS_REGION", "eu-west-3");
    DeltaGliderConfig aws = config("s3:", variables);
    aws = aws.withS3(aws.s3().orElseThrow().withCredentials(connection().credentials().get()));
    try (DeltaGliderSession session = DeltaGliderSession.open(aws, Clock.systemUTC())) {
      assertStoresVersions(session.deltaGlider());
      S3Client client = session.s3().orElseThrow().client();
      assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("eu-west-3");
    }
  }

  @Test
  void aClientOfTheCallersStaysOpen() throws IOException {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(s3.endpoint())
            .region(Region.EU_WEST_1)
            .forcePathStyle(true)
            .credentialsProvider(connection().credentials().orElseThrow())
            .build()) {
      DeltaGliderConfig config =
          config("s3:", Map.of()).withS3(S3Connection.DEFAULT.withClient(client));
      try (DeltaGliderSession session = DeltaGliderSession.open(config, Clock.systemUTC())) {
        assertStoresVersions(session.deltaGlider());
        assertThat(session.s3().orElseThrow().client()).isSameAs(client);
      }
      assertThat(client.listBuckets().buckets()).hasSize(1);
    }
  }

  @Test
  void aClientOfTheSessionsEndsWithIt() throws IOException {
    DeltaGliderConfig config = config("s3:", Map.of()).withS3(connection());
    DeltaGliderSession session = DeltaGliderSession.open(config, Clock.systemUTC());
    S3Client client = session.s3().orElseThrow().client();
    client.listBuckets();

    session.close();

    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(client::listBuckets);
  }

  @Test
  void aStoreWithoutConditionsIsTakenForOne() throws IOException {
    S3Connection connection = connection().withConditionalWrites(ConditionalWrites.MISSING);
    DeltaGliderConfig config = config("s3:", Map.of()).withS3(connection);
    try (DeltaGliderSession session = DeltaGliderSession.open(config, Clock.systemUTC())) {
      assertStoresVersions(session.deltaGlider());
      PutRequest first =
          PutRequest.of(new ObjectAddress(BUCKET, "new")).withCondition(WriteCondition.ifAbsent());
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> session.deltaGlider().put(first, new ByteArrayInputStream(new byte[1])))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NOT_SUPPORTED));
    }
  }

  @Test
  void viewsOfOneStoreAreKept() throws IOException {
    DeltaGliderConfig config = config("s3:", Map.of()).withS3(connection());
    try (DeltaGliderSession session = DeltaGliderSession.open(config, Clock.systemUTC())) {
      assertStoresVersions(session.deltaGlider());
      S3Access access = session.s3().orElseThrow();
      StoreHeaders payer = new StoreHeaders(Map.of("x-amz-request-payer", "requester"));

      DeltaGlider view = access.viewWith().apply(payer);

      assertThat(access.viewWith().apply(payer)).isSameAs(view);
      assertThat(access.viewWith().apply(StoreHeaders.NONE)).isNotSameAs(view);
      assertThat(view.bucketExists(BUCKET)).isTrue();
    }
  }

  @Test
  void aConnectionToAnotherStoreIsRefused() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> config("memory:", Map.of()).withS3(S3Connection.DEFAULT))
        .withMessageContaining("memory:");
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> config("s3:", Map.of()).withGcs(GcsConnection.DEFAULT));
  }
}
