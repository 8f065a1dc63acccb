package io.deltaglider.adapter.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcsStorageConfigTest {
  private static GcsStorageConfig config(Optional<URI> endpoint, Duration timeout) {
    return new GcsStorageConfig(
        Optional.of("project"),
        endpoint,
        Optional.of(Path.of("secret-key.json")),
        GcsUploadOptions.DEFAULT,
        timeout,
        timeout,
        timeout);
  }

  @Test
  void whereTheCredentialsAreIsNotShown() {
    String text = config(Optional.empty(), Duration.ofSeconds(1)).toString();

    assertThat(text).doesNotContain("secret").contains("credentialsFile=hidden", "project=project");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P2D"})
  void timeoutsArePositiveAndNotTooLong(Duration timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Optional.empty(), timeout))
        .withMessageContaining("timeout");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mailto:someone", "/path", "https://user:password@example.test"})
  void anEndpointNamesAHostAndNoPassword(URI endpoint) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(Optional.of(endpoint), Duration.ofSeconds(1)))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("password"));
  }

  @ParameterizedTest
  @CsvSource({"-1, 262144", "0, 0", "0, 1", "0, 262143", "0, -262144"})
  void chunksAreWhatTheServiceTakes(long resumableAbove, int chunkBytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GcsUploadOptions(resumableAbove, chunkBytes));
  }
}
