package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.wiring.DeltaGliderConfig;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.EnvironmentSettings;
import io.deltaglider.wiring.StoreUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands gc and purge. */
class GcTest {
  private Instant now = Instant.parse("2026-01-15T12:00:00Z");

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
    advance(Duration.ZERO);
    cli.file("app.zip", version(0));
    cli.ok("cp", "app.zip", BUCKET + "/v1.0/app.zip");
  }

  private void advance(Duration time) {
    now = now.plus(time);
    cli.clock(Clock.fixed(now, ZoneOffset.UTC));
  }

  private List<String> storedBelow(String prefix) throws IOException {
    Path directory = cli.store().resolve("releases/.deltaglider").resolve(prefix);
    return Files.exists(directory) ? Cli.filesBelow(directory) : List.of();
  }

  @Test
  @DisplayName("P-39: gc condemns what nothing uses, says until when, and deletes it a day later")
  void collectsInTwoRuns() throws IOException {
    cli.ok("rm", BUCKET + "/v1.0/app.zip");

    assertThat(cli.ok("gc", BUCKET))
        .contains("Condemned:     1 (0.2 MB)\n", "Deleted:       0 (0.0 MB)\n")
        .contains("Next due:      2026-01-16T12:00:00Z\n");
    advance(Duration.ofHours(23));
    assertThat(cli.ok("gc", BUCKET)).contains("Waiting:       1 (0.2 MB)\n");
    advance(Duration.ofHours(1));
    assertThat(cli.ok("gc", "--json", BUCKET))
        .startsWith(
            "{\"target\":\"s3://releases\",\"complete\":true,\"scanned\":0,"
                + "\"versions\":false,\"references\":{\"number\":1,\"bytes\":200000},")
        .contains("\"deleted\":{\"number\":1,\"bytes\":200000}");

    assertThat(storedBelow("references")).noneMatch(name -> name.contains("reference.bin"));
    assertThat(storedBelow("index")).isEmpty();
  }

  @Test
  void aDryRunChangesNothing() throws IOException {
    cli.ok("rm", BUCKET + "/v1.0/app.zip");
    List<String> before = storedBelow("");

    assertThat(cli.ok("gc", "--dry-run", BUCKET))
        .startsWith("Garbage collection of s3://releases, a dry run: nothing was changed\n")
        .contains("Condemned:     1 (0.2 MB)\n");

    assertThat(storedBelow("")).isEqualTo(before);
  }

  @Test
  void whatIsUsedIsKept() {
    for (int day = 0; day < 3; day++) {
      assertThat(cli.ok("gc", BUCKET)).contains("In use:        1 (0.2 MB)\n");
      advance(Duration.ofDays(1));
    }

    assertThat(cli.content(BUCKET + "/v1.0/app.zip")).isEqualTo(version(0));
  }

  @Test
  void anObjectThatCannotBeLookedAtIsNamed() throws IOException {
    cli.file("other.zip", version(1));
    cli.ok("cp", "--no-delta", "other.zip", BUCKET + "/x/other.zip");
    cli.ok("rm", BUCKET + "/v1.0/app.zip");
    Path stored = cli.stored("x/other.zip");
    byte[] bytes = Files.readAllBytes(stored);
    bytes[bytes.length - 1] ^= 1;
    Files.write(stored, bytes);

    Result result = cli.run("gc", BUCKET);

    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(result.out()).contains("Condemned:     0", "Incomplete:    not all objects");
    assertThat(result.err()).startsWith("deltaglider: collect: s3://releases/x/other.zip: ");
  }

  @Test
  void failuresAreFailures() {
    assertThat(cli.run("gc", "s3://nowhere").failure(ExitCode.NOT_FOUND))
        .isEqualTo("deltaglider: collect: s3://nowhere: no such bucket");
    assertThat(cli.run("gc", BUCKET + "/key").failure(ExitCode.USAGE))
        .contains("names an object, not a bucket");
    assertThat(cli.run("purge", "s3://nowhere").failure(ExitCode.NOT_FOUND))
        .isEqualTo("deltaglider: purge: s3://nowhere: no such bucket");
  }

  @Test
  @DisplayName("P-41: purge deletes what has expired, and a dry run only counts it")
  void purges() throws IOException {
    StoreUrl url = StoreUrl.parse("file:" + cli.store());
    EnvironmentSettings settings = EnvironmentSettings.read(cli.variables());
    try (DeltaGliderSession session =
        DeltaGliderSession.open(
            DeltaGliderConfig.of(url, settings), Clock.fixed(now, ZoneOffset.UTC))) {
      ObjectAddress address = new ObjectAddress("releases", "v2.0/app.zip");
      session.deltaGlider().createUpload(CreateUploadRequest.of(address));
    }
    advance(Duration.ofDays(6));
    assertThat(cli.ok("purge", BUCKET)).isEqualTo("purged 0 temporary objects (0.0 MB)\n");
    advance(Duration.ofDays(1));

    assertThat(cli.ok("purge", "--dry-run", BUCKET))
        .isEqualTo("would purge 1 temporary objects (0.0 MB)\n");
    assertThat(storedBelow("tmp")).hasSize(1);
    assertThat(cli.ok("purge", "--json", BUCKET))
        .matches(
            "\\{\"target\":\"s3://releases\",\"objects\":1,\"bytes\":[0-9]+,"
                + "\"failures\":0}\n");
    assertThat(storedBelow("tmp")).isEmpty();
    assertThat(cli.keys()).containsExactly("v1.0/app.zip");
  }
}
