package io.deltaglider.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.layout.ReservedKeyException;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.put.Estimate;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.similar.SimilarObjects;
import io.deltaglider.core.verify.BucketStats;
import io.deltaglider.core.verify.StatsLevel;
import io.deltaglider.core.verify.VerifyReport;
import io.deltaglider.port.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeltaGliderClientTest {
  private final DeltaGliderClient client = DeltaGlider.inMemoryClient();

  @TempDir Path directory;

  @BeforeEach
  void createBucket() {
    client.createBucket("releases");
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static byte[] version(int number) {
    byte[] content = new byte[100_000];
    new Random(5).nextBytes(content);
    content[number * 10] ^= 1;
    return content;
  }

  private Path file(String name, int number) throws IOException {
    return Files.write(directory.resolve(name), version(number));
  }

  private List<String> keys(String uri) {
    return client.list(uri).map(ListEntry::key).toList();
  }

  @Test
  void aSummaryTellsHowAFileWasStored() throws IOException {
    UploadSummary first = client.upload(file("app.zip", 0), "s3://releases/v1.0.0/");
    UploadSummary second = client.upload(file("app.zip", 1), "s3://releases/v1.0.1/");

    assertThat(first.operation()).isEqualTo(Form.REFERENCE);
    assertThat(first.savingsPercent()).isBetween(-1.0, 0.0);
    assertThat(second.operation()).isEqualTo(Form.DELTA);
    assertThat(second.isDelta()).isTrue();
    assertThat(second.bucket()).isEqualTo("releases");
    assertThat(second.key()).isEqualTo("v1.0.1/app.zip");
    assertThat(second.originalSize()).isEqualTo(100_000);
    assertThat(second.storedSize()).isLessThan(1_000);
    assertThat(second.savingsPercent()).isGreaterThan(99);
    assertThat(second.reference()).isEqualTo(first.reference()).isPresent();
    assertThat(second.reason()).isEmpty();
  }

  @ParameterizedTest
  @DisplayName("P-34: a target that ends in a slash keeps the name, any other is the new name")
  @CsvSource({
    "s3://releases, app.zip",
    "s3://releases/, app.zip",
    "s3://releases/rel/v1/, rel/v1/app.zip",
    "s3://releases/rel/renamed.zip, rel/renamed.zip",
    "s3://releases/rel/v1, rel/v1",
    "s3://releases//a//b/, /a//b/app.zip",
  })
  void namesTargetsAsTheAwsCommandDoes(String target, String key) throws IOException {
    assertThat(client.upload(file("app.zip", 0), target).key()).isEqualTo(key);
    assertThat(keys("s3://releases")).containsExactly(key);
  }

  @Test
  @DisplayName("P-34: a download goes into a directory that exists, else to the file of that name")
  void namesFilesAsTheAwsCommandDoes() throws IOException {
    client.upload(file("app.zip", 0), "s3://releases/v1/");
    Path existing = Files.createDirectory(directory.resolve("existing"));

    client.download("s3://releases/v1/app.zip", existing);
    client.download("s3://releases/v1/app.zip", directory.resolve("deep/er/new.zip"));

    assertThat(existing.resolve("app.zip")).hasBinaryContent(version(0));
    assertThat(directory.resolve("deep/er/new.zip")).hasBinaryContent(version(0));
  }

  @Test
  @DisplayName("P-35: a batch refuses one object's name as its target, and keeps files' own names")
  void aBatchNeedsAPlaceForSeveral() throws IOException {
    List<Path> files = List.of(file("app-1.0.zip", 0), file("app-1.1.zip", 1));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> client.uploadBatch(files, "s3://releases/v1/app-1.zip"))
        .withMessageContaining("ends in a slash");
    BatchResult<UploadSummary> stored = client.uploadBatch(files, "s3://releases/v1/");

    assertThat(keys("s3://releases")).containsExactly("v1/app-1.0.zip", "v1/app-1.1.zip");
    assertThat(stored.results()).hasSize(2);
    assertThat(stored.failures()).isEmpty();
  }

  @Test
  void twoFilesOfOneNameAreRefusedBeforeAnythingIsStored() throws IOException {
    Path one = file("app.zip", 0);
    Path other = Files.createDirectory(directory.resolve("other")).resolve("app.zip");
    Files.write(other, version(1));

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> client.uploadBatch(List.of(one, other), "s3://releases/"))
        .withMessageContaining("app.zip");
    assertThat(keys("s3://releases")).isEmpty();
  }

  @Test
  void aBatchReportsEachItemAndGoesOnAfterAFailure() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      files.add(file("app-1." + number + ".zip", number));
    }
    files.add(3, directory.resolve("missing.zip"));
    List<Integer> heard = new ArrayList<>();

    BatchResult<UploadSummary> result =
        client.uploadBatch(
            files,
            "s3://releases/",
            (item, done, total) -> {
              assertThat(total).isEqualTo(11);
              heard.add(done);
            });

    assertThat(heard).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    assertThat(result.items()).hasSize(11);
    assertThat(result.failures()).hasSize(1);
    assertThat(result.items().get(3).failure().orElseThrow())
        .isInstanceOf(NoSuchFileException.class);
    assertThat(result.results()).hasSize(10);
  }

  @Test
  void aBatchOfDownloadsRestoresATreeAndReportsWhatNoFileCanStandFor() throws IOException {
    client.upload(file("app.zip", 0), "s3://releases/v1/");
    client.upload(file("app.zip", 1), "s3://releases/v2/deep/");
    client.upload(
        new ByteArrayInputStream(version(2)), "s3://releases/../out", UploadOptions.DEFAULT);
    Path target = directory.resolve("target");

    BatchResult<DownloadSummary> result = client.downloadBatch("s3://releases/", target);

    assertThat(target.resolve("v1/app.zip")).hasBinaryContent(version(0));
    assertThat(target.resolve("v2/deep/app.zip")).hasBinaryContent(version(1));
    assertThat(result.failures())
        .singleElement()
        .satisfies(item -> assertThat(item.source()).isEqualTo("s3://releases/../out"));
    assertThat(directory.resolve("out")).doesNotExist();
  }

  @Test
  void aDownloadThatFailsLeavesTheFileAsItWas() throws IOException {
    Path target = Files.writeString(directory.resolve("old.txt"), "as it was");

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> client.download("s3://releases/nothing", target))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NO_SUCH_KEY));

    assertThat(target).hasContent("as it was");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  @DisplayName("P-42: an estimate is what the upload then comes to")
  void estimatesWhatAnUploadComesTo() throws IOException {
    client.upload(file("app.zip", 0), "s3://releases/v1.0/");

    Estimate estimate = client.estimate(file("app.zip", 1), "s3://releases/v1.1/");
    assertThat(keys("s3://releases")).containsExactly("v1.0/app.zip");
    UploadSummary stored = client.upload(file("app.zip", 1), "s3://releases/v1.1/");

    assertThat(estimate.storedSize()).isEqualTo(stored.storedSize());
    assertThat(100 * estimate.savedRatio()).isEqualTo(stored.savingsPercent());
  }

  @Test
  void findsWhatAFileWouldBeComparedWith() throws IOException {
    client.upload(file("app.zip", 0), "s3://releases/v1.0/");

    SimilarObjects byName = client.findSimilar("s3://releases/v1.1/app.zip");
    SimilarObjects byContent = client.findSimilar(file("app.zip", 1), "s3://releases/v1.1/");

    assertThat(byName.objects()).hasSize(1);
    assertThat(byName.references().get(0).similarity()).isEmpty();
    assertThat(byContent.references().get(0).similarity().orElseThrow()).isGreaterThan(0.8);
  }

  @Test
  void tellsAboutObjectsAndBuckets() throws IOException {
    UploadOptions options =
        UploadOptions.DEFAULT
            .withContentType("application/zip")
            .withMetadata(Map.of("build", "17"))
            .withTags(Map.of("stage", "test"));
    client.upload(file("app.zip", 0), "s3://releases/v1.0/", options);
    client.upload(file("app.zip", 1), "s3://releases/v1.1/");

    assertThat(client.objectInfo("s3://releases/v1.0/app.zip").metadata())
        .containsEntry("build", "17");
    assertThat(client.objectInfo("s3://releases/v1.0/app.zip").headers().contentType())
        .contains("application/zip");
    assertThat(client.verify("s3://releases/v1.1/app.zip").result())
        .isEqualTo(VerifyReport.Result.VALID);
    BucketStats stats = client.stats("releases", StatsLevel.DETAILED);
    assertThat(stats.objects()).isEqualTo(2);
    assertThat(stats.savedRatio().orElseThrow()).isGreaterThan(0.45);
    assertThat(client.listBuckets()).containsExactly("releases");
    assertThat(client.bucketExists("others")).isFalse();
    assertThat(client.purge("releases").objects()).isZero();
  }

  @Test
  void deletesOneOrAllUnderAPrefix() throws IOException {
    for (int number = 0; number < 3; number++) {
      client.upload(file("app.zip", number), "s3://releases/v1." + number + "/");
    }
    client.upload(file("app.zip", 5), "s3://releases/v2/");

    client.delete("s3://releases/v1.0/app.zip");
    client.delete("s3://releases/v1.0/app.zip"); // again: it counts as deleted
    assertThat(client.deleteAll("s3://releases/v1.1/")).isEmpty();
    assertThat(keys("s3://releases")).containsExactly("v1.2/app.zip", "v2/app.zip");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> client.deleteAll("s3://releases/v1"));

    client.deleteAll("s3://releases");
    client.deleteBucket("releases");
    assertThat(client.listBuckets()).isEmpty();
  }

  @Test
  @DisplayName("P-24: a listing goes on behind its first page")
  void listsEverything() {
    for (int number = 0; number < 1_100; number++) {
      try {
        client.upload(
            new ByteArrayInputStream(new byte[1]),
            "s3://releases/k" + number,
            UploadOptions.DEFAULT);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(client.list("s3://releases/k").count()).isEqualTo(1_100);
    assertThat(client.list("s3://releases/k10").count()).isEqualTo(111);
  }

  @Test
  void writesToStreams() throws IOException {
    client.upload(file("app.zip", 0), "s3://releases/v1/");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    DownloadSummary summary = client.download("s3://releases/v1/app.zip", out);

    assertThat(out.toByteArray()).isEqualTo(version(0));
    assertThat(summary.bytes()).isEqualTo(100_000);
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> client.objectInfo("releases/app.zip"))
        .withMessageContaining("s3://BUCKET/KEY");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> client.objectInfo("s3://releases"))
        .withMessageContaining("names a bucket");
    assertThatExceptionOfType(ReservedKeyException.class)
        .isThrownBy(() -> client.delete("s3://releases/.deltaglider/format.json"));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> client.presignGetObject("s3://releases/app", Duration.ofHours(1)))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NOT_SUPPORTED));
  }
}
