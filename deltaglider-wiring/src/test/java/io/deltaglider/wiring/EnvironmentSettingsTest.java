package io.deltaglider.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.adapter.filesystem.CacheEncryptionKey;
import io.deltaglider.wiring.StoreUrl.Scheme;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

class EnvironmentSettingsTest {
  @Test
  void readsEveryVariable() {
    EnvironmentSettings settings =
        EnvironmentSettings.read(
            Map.of(
                "DG_STORE", "file:/srv",
                "DG_MAX_RATIO", "0.5",
                "DG_LOG_LEVEL", "debug",
                "DG_SCRATCH_DIR", "/scratch",
                "DG_SCRATCH_SIZE_MB", "7",
                "DG_CACHE_BACKEND", "memory",
                "DG_CACHE_DIR", "/cache",
                "DG_CACHE_SIZE_MB", "8",
                "DG_CACHE_MEMORY_SIZE_MB", "0",
                "XDG_CACHE_HOME", "/xdg"));

    assertThat(settings.store()).contains(new StoreUrl(Scheme.FILE, "/srv"));
    assertThat(settings.maxRatio()).hasValue(0.5);
    assertThat(settings.logLevel()).contains(LogLevel.DEBUG);
    assertThat(settings.scratchDirectory()).contains(Path.of("/scratch"));
    assertThat(settings.scratchBytes()).hasValue(7_000_000);
    assertThat(settings.cacheBackend()).contains(CacheBackend.MEMORY);
    assertThat(settings.cacheDirectory()).contains(Path.of("/cache"));
    assertThat(settings.cacheBytes()).hasValue(8_000_000);
    assertThat(settings.cacheMemoryBytes()).hasValue(0);
    assertThat(settings.userCacheDirectory()).contains(Path.of("/xdg"));
  }

  @Test
  void saysNothingWhereVariablesAreUnsetOrEmpty() {
    EnvironmentSettings settings =
        EnvironmentSettings.read(
            Map.of("DG_STORE", "", "DG_MAX_RATIO", "", "DG_CACHE_ENCRYPTION_KEY", ""));

    assertThat(settings).isEqualTo(EnvironmentSettings.read(Map.of()));
    assertThat(settings.store()).isEmpty();
    assertThat(settings.maxRatio()).isEmpty();
  }

  @DisplayName("L-63: a value that cannot be understood is refused with its name and the reason")
  @ParameterizedTest
  @CsvSource({
    "DG_STORE, /srv/archive, does not begin with file:",
    "DG_MAX_RATIO, abc, is not a number",
    "DG_MAX_RATIO, 0, is not above 0 and at most 1",
    "DG_MAX_RATIO, 1.5, is not above 0 and at most 1",
    "DG_MAX_RATIO, NaN, is not above 0 and at most 1",
    "DG_LOG_LEVEL, loud, 'is none of trace, debug, info, warn, error, off'",
    "DG_LOG_LEVEL, DEBUG, is none of",
    "DG_CACHE_BACKEND, redis, 'is none of filesystem, memory, none'",
    "DG_CACHE_SIZE_MB, 1.5, is not a whole number of megabytes",
    "DG_CACHE_MEMORY_SIZE_MB, -1, is not from 0 to",
    "DG_SCRATCH_SIZE_MB, 99999999999999999, is not from 0 to",
    "DG_SCRATCH_SIZE_MB, 99999999999999999999, is not a whole number of megabytes",
    "DG_CACHE_ENCRYPTION_KEY, secret, is neither 32 bytes in base64 nor 64 hexadecimal digits"
  })
  void refusesWhatItCannotUnderstand(String name, String value, String reason) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> EnvironmentSettings.read(Map.of(name, value)))
        .satisfies(e -> assertThat(e.setting()).isEqualTo(name))
        .withMessageContaining(reason);
  }

  @DisplayName("P-09: the key of the cache is read, and not shown")
  @Test
  void readsTheEncryptionKey() {
    String key = "0123456789abcdef".repeat(4);
    EnvironmentSettings settings =
        EnvironmentSettings.read(
            Map.of("DG_CACHE_ENCRYPTION_KEY", key, "DG_CACHE_BACKEND", "memory"));
    DeltaGliderConfig config = DeltaGliderConfig.of(StoreUrl.parse("file:/srv"), settings);

    assertThat(settings.cacheKey()).contains(CacheEncryptionKey.parse(key));
    assertThat(config.cacheKey()).contains(CacheEncryptionKey.parse(key));
    assertThat(settings.toString() + config).doesNotContain(key);
  }

  @DisplayName("L-63: an unusable key of the cache is refused without showing it")
  @Test
  void neverShowsTheEncryptionKey() {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> EnvironmentSettings.read(Map.of("DG_CACHE_ENCRYPTION_KEY", "hush-hush")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush").doesNotContain("\n"));
  }

  @Test
  void cachesInTheHomeDirectoryWithoutXdg() {
    assertThat(EnvironmentSettings.read(Map.of("HOME", "/home/me")).userCacheDirectory())
        .contains(Path.of("/home/me/.cache"));
    assertThat(
            EnvironmentSettings.read(Map.of("HOME", "/home/me", "XDG_CACHE_HOME", "relative"))
                .userCacheDirectory())
        .contains(Path.of("/home/me/.cache"));
  }

  @Test
  void aProgramSaysWhoseCredentialsCount() {
    EnvironmentSettings settings = EnvironmentSettings.read(Map.of("AWS_PROFILE", "theirs"));
    assertThat(config(settings).credentials()).isEmpty();

    EnvironmentSettings.Cloud cloud = settings.cloud();
    assertThat(config(settings.withCloud(cloud.withProfile("ours"))).profile()).contains("ours");
    assertThat(config(settings.withCloud(cloud.withProfile("ours"))).credentials())
        .hasValueSatisfying(
            provider -> assertThat(provider).isInstanceOf(ProfileCredentialsProvider.class));
    assertThat(config(settings.withCloud(cloud.withoutSigning())).credentials())
        .hasValueSatisfying(
            provider -> assertThat(provider).isInstanceOf(AnonymousCredentialsProvider.class));
  }

  private static S3Connection config(EnvironmentSettings settings) {
    return DeltaGliderConfig.of(StoreUrl.parse("s3:"), settings).s3().orElseThrow();
  }
}
