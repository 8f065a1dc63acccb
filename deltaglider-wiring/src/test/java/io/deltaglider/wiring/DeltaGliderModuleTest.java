package io.deltaglider.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.spi.Elements;
import com.google.inject.spi.RequireExplicitBindingsOption;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaGliderModuleTest {
  private static final Key<Set<AutoCloseable>> CLOSEABLES = Key.get(new TypeLiteral<>() {});

  @TempDir Path directory;

  /** Something that nobody bound. */
  static final class Unbound {}

  private DeltaGliderModule module(String store) {
    Map<String, String> variables =
        Map.of(
            "DG_CACHE_DIR", directory.resolve("cache").toString(),
            "DG_SCRATCH_DIR", directory.resolve("scratch").toString());
    DeltaGliderConfig config =
        DeltaGliderConfig.of(StoreUrl.parse(store), EnvironmentSettings.read(variables));
    return new DeltaGliderModule(config, Clock.systemUTC(), SessionHooks.NONE);
  }

  private String url(String scheme) {
    return scheme.equals("file:") ? scheme + directory.resolve("store") : scheme;
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory:", "file:"})
  void buildsAnInjectorThatClosesAllThatItCreated(String scheme) throws Exception {
    Injector injector = Guice.createInjector(Stage.PRODUCTION, module(url(scheme)));
    Scratch scratch = injector.getInstance(Scratch.class);
    WorkerPool workers = injector.getInstance(WorkerPool.class);
    assertThat(injector.getInstance(CLOSEABLES))
        .containsExactly(
            injector.getInstance(OpenStorage.class),
            injector.getInstance(ReferenceCache.class),
            scratch,
            workers);

    DeltaGliderSession session = injector.getInstance(DeltaGliderSession.class);
    assertThat(session).isSameAs(injector.getInstance(DeltaGliderSession.class));
    session.close();

    assertThat(workers.executor().isShutdown()).isTrue();
    assertThat(directory.resolve("scratch")).isEmptyDirectory();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> appendTo(scratch));
    session.close();
  }

  private static void appendTo(Scratch scratch) throws IOException {
    try (ScratchFile file = scratch.create(1)) {
      file.append(new byte[1], 0, 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"memory:", "file:"})
  void createsNothingThatIsNotBound(String scheme) throws Exception {
    assertThat(Elements.getElements(Stage.PRODUCTION, module(url(scheme))))
        .hasAtLeastOneElementOfType(RequireExplicitBindingsOption.class);
    Injector injector = Guice.createInjector(Stage.PRODUCTION, module(url(scheme)));

    assertThatExceptionOfType(com.google.inject.ConfigurationException.class)
        .isThrownBy(() -> injector.getInstance(Unbound.class));
    injector.getInstance(DeltaGliderSession.class).close();
  }

  @Test
  void createsOnlyTheAdapterThatIsPicked() throws Exception {
    Guice.createInjector(Stage.PRODUCTION, module(url("memory:")))
        .getInstance(DeltaGliderSession.class)
        .close();

    assertThat(directory.resolve("store")).doesNotExist();
    assertThat(directory.resolve("cache")).doesNotExist();
  }
}
