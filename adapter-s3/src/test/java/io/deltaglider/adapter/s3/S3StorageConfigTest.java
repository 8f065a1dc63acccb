package io.deltaglider.adapter.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** How S3 is reached: bounds, secrets, and what is looked up. */
final class S3StorageConfigTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @Test
  void noTextShowsASecret() {
    S3Credentials keys = new S3Credentials("AKIAEXAMPLE", SECRET, Optional.of("the-token"));
    S3StorageConfig config = S3StorageConfig.DEFAULT.withCredentials(keys);

    assertThat(keys.toString()).doesNotContain(SECRET, "AKIAEXAMPLE", "the-token");
    assertThat(config.toString()).doesNotContain(SECRET, "AKIAEXAMPLE", "the-token");
  }

  @Test
  void noLogAndNoErrorShowsASecret() {
    PrintStream before = System.err;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setErr(new PrintStream(logged, true, UTF_8));
    try (S3Storage storage =
        S3Storage.open(
            TestServers.config(TestServers.empty())
                .withCredentials(S3Credentials.of("AKIAEXAMPLE", SECRET)),
            Clock.systemUTC())) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(storage::listBuckets)
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.ACCESS_DENIED))
          .satisfies(e -> assertThat(e).hasMessageNotContaining(SECRET));
    } finally {
      System.setErr(before);
    }
    assertThat(logged.toString(UTF_8)).doesNotContain(SECRET);
  }

  @Test
  void boundsAreChecked() {
    S3StorageConfig config = S3StorageConfig.DEFAULT;
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withTimeouts(Duration.ZERO, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withTimeouts(second, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withEndpoint(URI.create("localhost:9000")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.withEndpoint(URI.create("http://user:pass@host")));
    S3StorageOptions options = S3StorageOptions.DEFAULT;
    assertThatIllegalArgumentException().isThrownBy(() -> options.withParts(0, 1 << 20));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withParts(-1, 16 << 20));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withParallelism(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withResumes(-1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.withCopyThreshold(S3StorageOptions.MAX_COPY_BYTES + 1));
  }

  @Test
  void anEndpointIsTakenAndItsAbsenceIsAws() {
    S3StorageConfig aws =
        S3StorageConfig.DEFAULT.withRegion("eu-west-3").withCredentials(S3Credentials.of("a", "b"));
    try (S3Client client = S3Clients.create(aws);
        S3Client other = S3Clients.create(aws.withEndpoint(URI.create("http://127.0.0.1:9")))) {
      assertThat(client.serviceClientConfiguration().endpointOverride()).isEmpty();
      assertThat(S3Clients.isAws(client)).isTrue();
      assertThat(S3Clients.isAws(other)).isFalse();
      assertThat(client.serviceClientConfiguration().region().id()).isEqualTo("eu-west-3");
      assertThat(other.serviceClientConfiguration().endpointOverride())
          .contains(URI.create("http://127.0.0.1:9"));
    }
  }

  @Test
  void anotherServerOfTheEnvironmentIsTakenAndNotForAws() {
    S3TestServer server = TestServers.empty();
    S3StorageConfig config =
        S3StorageConfig.DEFAULT
            .withRegion("us-east-1")
            .withCredentials(S3Credentials.of(S3TestServer.ACCESS_KEY, S3TestServer.SECRET_KEY));
    // As AWS_ENDPOINT_URL_S3, which a test cannot set; a name, because addresses are never hosts.
    System.setProperty("aws.endpointUrlS3", "http://localhost:" + server.endpoint().getPort());
    try (S3Client client = S3Clients.create(config);
        S3Storage storage = S3Storage.open(config, Clock.systemUTC())) {
      assertThat(S3Clients.isAws(client)).isFalse();
      storage.createBucket("in-the-path");
      assertThat(storage.bucketExists("in-the-path")).isTrue();
    } finally {
      System.clearProperty("aws.endpointUrlS3");
    }
  }

  @Test
  void aNameOfAwsIsAws() {
    S3StorageConfig config =
        S3StorageConfig.DEFAULT
            .withRegion("eu-west-3")
            .withCredentials(S3Credentials.of("a", "b"))
            .withEndpoint(URI.create("https://s3.dualstack.eu-west-3.amazonaws.com"));
    try (S3Client client = S3Clients.create(config)) {
      assertThat(S3Clients.isAws(client)).isTrue();
    }
  }

  @Test
  void anUnreachableStoreIsUnavailable() {
    S3StorageConfig config =
        S3StorageConfig.DEFAULT
            .withRegion("us-east-1")
            .withEndpoint(URI.create("http://127.0.0.1:1"))
            .withCredentials(S3Credentials.of("a", "b"));
    try (S3Storage storage = S3Storage.open(config, Clock.systemUTC())) {
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(storage::listBuckets)
          .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void theModuleContributesStorageLazily() {
    S3StorageConfig config = TestServers.config(TestServers.empty());
    var injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new AbstractModule() {
              @Override
              protected void configure() {
                binder().requireExplicitBindings();
                bind(Clock.class).toInstance(Clock.systemUTC());
                MapBinder.newMapBinder(binder(), String.class, StoragePort.class);
                install(new S3StorageModule(config));
              }
            });

    Map<String, Provider<StoragePort>> storage =
        injector.getInstance(Key.get(new TypeLiteral<Map<String, Provider<StoragePort>>>() {}));

    assertThat(storage).containsOnlyKeys("s3");
    try (StoragePort port = storage.get("s3").get()) {
      assertThat(port.listBuckets()).isEmpty();
    }
  }
}
