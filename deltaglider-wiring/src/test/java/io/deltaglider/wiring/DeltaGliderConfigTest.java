package io.deltaglider.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.put.PutOptions;
import io.deltaglider.wiring.DeltaGliderConfig.ScratchBackend;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeltaGliderConfigTest {
  private static DeltaGliderConfig config(String store, Map<String, String> variables) {
    return DeltaGliderConfig.of(StoreUrl.parse(store), EnvironmentSettings.read(variables));
  }

  @Test
  void aFileStoreCachesForTheUserAndUsesTheTemporaryDirectory() {
    DeltaGliderConfig config = config("file:/srv", Map.of("HOME", "/home/me"));

    assertThat(config.cache()).isEqualTo(CacheBackend.FILESYSTEM);
    assertThat(config.cacheDirectory()).isEqualTo(Path.of("/home/me/.cache/deltaglider"));
    assertThat(config.scratch()).isEqualTo(ScratchBackend.FILESYSTEM);
    assertThat(config.scratchDirectory()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
    assertThat(config.put()).isEqualTo(PutOptions.DEFAULT);
  }

  @Test
  void aMemoryStoreStaysOnTheHeap() {
    DeltaGliderConfig config = config("memory:", Map.of("HOME", "/home/me"));

    assertThat(config.cache()).isEqualTo(CacheBackend.MEMORY);
    assertThat(config.scratch()).isEqualTo(ScratchBackend.MEMORY);
    assertThat(config.cacheBytes()).isLessThan(Runtime.getRuntime().maxMemory());
    assertThat(config.scratchBytes()).isLessThan(Runtime.getRuntime().maxMemory());
  }

  @Test
  void settingsWinOverWhatSuitsTheStore() {
    DeltaGliderConfig config =
        config(
            "memory:",
            Map.of(
                "DG_CACHE_BACKEND", "filesystem",
                "DG_CACHE_DIR", "/cache",
                "DG_CACHE_SIZE_MB", "3",
                "DG_CACHE_MEMORY_SIZE_MB", "4",
                "DG_SCRATCH_DIR", "/scratch",
                "DG_SCRATCH_SIZE_MB", "5"));

    assertThat(config.cache()).isEqualTo(CacheBackend.FILESYSTEM);
    assertThat(config.cacheDirectory()).isEqualTo(Path.of("/cache"));
    assertThat(config.cacheBytes()).isEqualTo(3_000_000);
    assertThat(config.scratch()).isEqualTo(ScratchBackend.FILESYSTEM);
    assertThat(config.scratchDirectory()).isEqualTo(Path.of("/scratch"));
    assertThat(config.scratchBytes()).isEqualTo(5_000_000);
  }

  @Test
  void eachCacheHasItsOwnSize() {
    Map<String, String> variables =
        Map.of(
            "DG_CACHE_BACKEND", "memory",
            "DG_CACHE_SIZE_MB", "3",
            "DG_CACHE_MEMORY_SIZE_MB", "4");

    assertThat(config("file:/srv", variables).cacheBytes()).isEqualTo(4_000_000);
  }

  @DisplayName("P-11: the ratio of the environment is the one that decides")
  @Test
  void takesTheRatioOfTheEnvironment() {
    assertThat(config("memory:", Map.of("DG_MAX_RATIO", "0.25")).put().maxRatio()).isEqualTo(0.25);
  }
}
