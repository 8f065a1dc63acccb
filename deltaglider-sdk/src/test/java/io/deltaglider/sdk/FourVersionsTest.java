package io.deltaglider.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.sdk.s3.DeltaGliderInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** The layout that versions are published in: a directory for each, one name in all. */
class FourVersionsTest {
  private static final int FAST_ENTRY_BYTES = 8_000;
  private static final int ENTRY_BYTES = 80_000;

  @TempDir static Path releases;
  private static Stores stores;
  private static List<Path> small;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    stores = new Stores();
    small = Releases.write(releases, FAST_ENTRY_BYTES);
  }

  @AfterAll
  static void stop() {
    stores.close();
  }

  private void storeAll(String scheme, List<Path> files) throws IOException {
    try (S3Client s3 = stores.prepare(DeltaGlider.s3Client(), scheme, directory).build()) {
      s3.createBucket(bucket -> bucket.bucket("releases"));
      for (int version = 0; version < files.size(); version++) {
        Path file = files.get(version);
        String key = Releases.LABELS.get(version) + "/my-app.zip";
        PutObjectResponse stored =
            s3.putObject(object -> object.bucket("releases").key(key), RequestBody.fromFile(file));
        DeltaGliderInfo info = DeltaGliderInfo.of(stored).orElseThrow();
        System.out.printf(
            "%s %s: %d bytes, stored %d (%.2f %%)%n",
            scheme,
            key,
            info.originalSize().getAsLong(),
            info.storedSize().getAsLong(),
            100.0 * info.storedSize().getAsLong() / info.originalSize().getAsLong());
        double limit = version == 0 ? -1 : version == 3 ? 90 : 99;
        assertThat(info.savedPercent().orElseThrow()).as(key).isGreaterThan(limit);

        Path restored = directory.resolve("restored-" + version + ".zip");
        s3.getObject(object -> object.bucket("releases").key(key), restored);
        assertThat(Files.mismatch(restored, file)).as(key).isEqualTo(-1);
        Files.delete(restored);
      }
    }
  }

  @ParameterizedTest
  @DisplayName("P-33: patch versions in directories of their own cost less than 1 %")
  @ValueSource(strings = {"s3:", "gcs:", "file:", "memory:"})
  void patchVersionsCostLessThanAHundredth(String scheme) throws IOException {
    storeAll(scheme, small);
  }

  @ParameterizedTest
  @Tag("nightly")
  @DisplayName("P-33: the same with archives of 100 MB")
  @ValueSource(strings = {"s3:", "gcs:", "file:", "memory:"})
  void patchVersionsOfLargeArchivesCostLessThanAHundredth(String scheme) throws IOException {
    storeAll(scheme, Releases.write(directory, ENTRY_BYTES));
  }
}
