package io.deltaglider.sdk.s3.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.deltaglider.sdk.s3.DeltaGliderInfo;
import io.deltaglider.sdk.s3.TestClient;
import io.deltaglider.testserver.gcs.GcsTestServer;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Runs ordinary code of the AWS SDK, unchanged, against the SDK's own client on an S3 server and
 * against ours on S3, Google Cloud Storage, a directory and memory, and compares what it sees, case
 * by case. Every case runs with an object that is stored as it came, and with one that is stored as
 * a delta.
 */
@TestInstance(Lifecycle.PER_CLASS)
class S3ClientComparisonTest {
  private static final List<Class<?>> CASES =
      List.of(
          ObjectCases.class,
          ConditionCases.class,
          ListingCases.class,
          CopyCases.class,
          UploadCases.class,
          CheckedCases.class);

  private final AtomicInteger buckets = new AtomicInteger();
  private final Map<String, TestClient> clients = new LinkedHashMap<>();
  private S3TestServer plainServer;
  private S3TestServer ourServer;
  private GcsTestServer gcsServer;
  private S3Client plain;

  @BeforeAll
  void open(@TempDir Path directory) throws IOException {
    plainServer = S3TestServer.start();
    ourServer = S3TestServer.start();
    gcsServer = GcsTestServer.start();
    plain = TestClient.plain(plainServer);
    clients.put("memory", TestClient.onMemory());
    clients.put("file", TestClient.onFiles(directory));
    clients.put("s3", TestClient.onS3(ourServer, true));
    clients.put("gcs", TestClient.onGcs(gcsServer));
  }

  @AfterAll
  void close() {
    clients.values().forEach(TestClient::close);
    plain.close();
    gcsServer.close();
    ourServer.close();
    plainServer.close();
  }

  private static List<Method> methods() {
    return CASES.stream()
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(
            method ->
                !Modifier.isPrivate(method.getModifiers())
                    && Arrays.equals(method.getParameterTypes(), new Class<?>[] {World.class}))
        .sorted(Comparator.comparing(Method::getName))
        .toList();
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> cases() {
    return methods().stream()
        .flatMap(
            method ->
                Arrays.stream(World.Payload.values())
                    .map(
                        payload ->
                            arguments(named(method.getName() + " " + payload, method), payload)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void codeSeesTheSameAsWithThePlainClient(Method method, World.Payload payload) throws Exception {
    String bucket = "case-" + buckets.incrementAndGet();
    Object expected = run(method, new World(plain, bucket, payload));
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, TestClient> entry : clients.entrySet()) {
      String store = entry.getKey();
      Object actual = run(method, new World(entry.getValue().client, bucket, payload));
      boolean same = String.valueOf(actual).equals(String.valueOf(expected));
      boolean allowed = AllowedDifferences.isAllowed(method.getName(), store, payload);
      if (same == allowed) {
        differences.add(
            (allowed ? "no longer differs" : "differs")
                + " on "
                + store
                + "\n  plain: "
                + expected
                + "\n  ours:  "
                + actual);
      }
    }
    assertThat(differences).as(method.getName() + " " + payload).isEmpty();
  }

  private static Object run(Method method, World world) throws Exception {
    world.prepare();
    method.setAccessible(true);
    try {
      return method.invoke(null, world);
    } catch (java.lang.reflect.InvocationTargetException e) {
      return "ended with " + e.getCause();
    }
  }

  @Test
  void thereAreManyCases() {
    assertThat(methods()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  @DisplayName("P-35 an object that is put under a full key becomes a delta of its family")
  void theLaterVersionIsADeltaOnEveryStore() {
    clients.forEach(
        (store, client) -> {
          World world =
              new World(client.client, "delta-" + buckets.incrementAndGet(), World.Payload.DELTA);
          world.prepare();
          DeltaGliderInfo info = DeltaGliderInfo.of(world.put()).orElseThrow();
          assertThat(info.delta()).as(store).isTrue();
          assertThat(info.savedPercent().orElseThrow()).as(store).isGreaterThan(95);
          assertThat(
                  client.client.listObjectsV2(r -> r.bucket(world.bucket)).contents().stream()
                      .map(object -> object.key()))
              .as(store)
              .containsExactly("releases/v1.0.0/app.zip", world.key);
        });
  }
}
