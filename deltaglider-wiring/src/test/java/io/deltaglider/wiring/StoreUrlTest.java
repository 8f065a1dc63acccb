package io.deltaglider.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.wiring.StoreUrl.Scheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreUrlTest {
  @ParameterizedTest
  @CsvSource({
    "file:/srv/archive, /srv/archive",
    "file:archive, archive",
    "file:///srv/archive, /srv/archive",
    "file:///, /",
    "file:with space/and:colon, with space/and:colon"
  })
  void fileUrlNamesADirectory(String text, String path) {
    assertThat(StoreUrl.parse(text)).isEqualTo(new StoreUrl(Scheme.FILE, path));
  }

  @ParameterizedTest
  @CsvSource({"memory:, MEMORY", "s3:, S3", "gcs:, GCS"})
  void otherUrlsHaveNoPath(String text, Scheme scheme) {
    assertThat(StoreUrl.parse(text)).isEqualTo(new StoreUrl(scheme, ""));
    assertThat(StoreUrl.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/archive, does not begin with file:",
    "'', does not begin with file:",
    "ftp:x, does not begin with file:",
    "FILE:/srv, does not begin with file:",
    "file:, needs a directory",
    "file://host/srv, names a host",
    "memory:x, takes no path",
    "s3://bucket, takes no path"
  })
  void refusesWhatIsNoStore(String text, String reason) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> StoreUrl.parse(text))
        .satisfies(e -> assertThat(e.setting()).isEqualTo("store"))
        .withMessageContaining(reason);
  }

  @Test
  void aPathBelongsToFileStoresOnly() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new StoreUrl(Scheme.MEMORY, "x"));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new StoreUrl(Scheme.FILE, ""));
  }
}
