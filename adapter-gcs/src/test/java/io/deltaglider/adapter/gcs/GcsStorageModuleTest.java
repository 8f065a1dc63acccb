package io.deltaglider.adapter.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Provider;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.gcs.GcsTestServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GcsStorageModuleTest {
  private static Map<String, Provider<StoragePort>> storages(
      Optional<URI> endpoint, Optional<Path> credentials) {
    GcsStorageConfig config =
        new GcsStorageConfig(
            Optional.empty(),
            endpoint,
            credentials,
            GcsUploadOptions.DEFAULT,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    Injector injector =
        Guice.createInjector(
            Stage.PRODUCTION,
            new AbstractModule() {
              @Override
              protected void configure() {
                binder().requireExplicitBindings();
              }
            },
            new GcsStorageModule(config));
    return injector.getInstance(Key.get(new TypeLiteral<Map<String, Provider<StoragePort>>>() {}));
  }

  @Test
  void contributesAStoreThatReachesTheEndpoint() throws Exception {
    try (GcsTestServer server = GcsTestServer.start();
        StoragePort storage =
            storages(Optional.of(URI.create(server.uri() + "/")), Optional.empty())
                .get("gcs")
                .get()) {
      storage.createBucket("made-by-module");

      assertThat(storage.bucketExists("made-by-module")).isTrue();
    }
  }

  @Test
  void looksForCredentialsOnlyWhenTheStoreIsWanted() {
    Map<String, Provider<StoragePort>> storages =
        storages(Optional.empty(), Optional.of(Path.of("no-such-directory/key.json")));

    assertThatExceptionOfType(ProvisionException.class)
        .isThrownBy(() -> storages.get("gcs").get())
        .withMessageContaining("no-such-directory");
  }
}
