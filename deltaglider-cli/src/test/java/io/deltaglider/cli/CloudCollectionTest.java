package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.wiring.DeltaGliderConfig;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.EnvironmentSettings;
import io.deltaglider.wiring.StoreUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands gc and purge on cloud stores, whose own clocks decide what gc may delete. */
@Timeout(120)
class CloudCollectionTest {
  @RegisterExtension static final CloudServers SERVERS = new CloudServers();

  @TempDir Path root;
  private Cli cli;

  private void use(String store) throws IOException {
    cli = SERVERS.cli(root).variable("DG_STORE", store);
    cli.ok("mb", BUCKET);
    for (int number = 0; number < 3; number++) {
      cli.file("v1." + number + "/app.zip", version(number));
    }
    cli.ok("cp", "-r", ".", BUCKET);
  }

  @DisplayName("P-39: gc keeps what is used, condemns what is not, and then waits a day for it")
  @ParameterizedTest
  @CsvSource({"s3:", "gcs:"})
  void collects(String store) throws IOException {
    use(store);

    assertThat(cli.ok("gc", BUCKET)).contains("Scanned:       3 objects", "In use:        1 (0.2");
    cli.ok("rm", "-r", BUCKET);
    assertThat(cli.ok("gc", "--dry-run", BUCKET)).contains("Condemned:     1 (0.2 MB)\n");
    assertThat(cli.ok("gc", BUCKET)).contains("Condemned:     1 (0.2 MB)\n", "Next due:      ");
    assertThat(cli.ok("gc", BUCKET))
        .contains("Condemned:     0 ", "Waiting:       1 (0.2 MB)\n", "Deleted:       0 ");

    cli.ok("cp", "-r", ".", BUCKET);
    assertThat(cli.ok("gc", "--json", BUCKET)).contains("\"deleted\":{\"number\":0,");
    for (int number = 0; number < 3; number++) {
      assertThat(cli.content(BUCKET + "/v1." + number + "/app.zip")).isEqualTo(version(number));
    }
  }

  @DisplayName("P-41: purge deletes what has expired and nothing else; nothing staged is listed")
  @ParameterizedTest
  @CsvSource({"s3:", "gcs:"})
  void purges(String store) throws IOException {
    use(store);
    upload(Duration.ofDays(8));
    upload(Duration.ofDays(8));
    upload(Duration.ZERO);
    assertThat(cli.keys()).containsExactly("v1.0/app.zip", "v1.1/app.zip", "v1.2/app.zip");

    assertThat(cli.ok("purge", "--dry-run", BUCKET)).startsWith("would purge 2 temporary objects");
    assertThat(cli.ok("purge", BUCKET)).startsWith("purged 2 temporary objects");
    assertThat(cli.ok("purge", BUCKET)).startsWith("purged 0 temporary objects");

    cli.clock(Clock.offset(Clock.systemUTC(), Duration.ofDays(8)));
    assertThat(cli.ok("purge", BUCKET)).startsWith("purged 1 temporary objects");
    assertThat(cli.content(BUCKET + "/v1.2/app.zip")).isEqualTo(version(2));
  }

  /** Begins an upload that nobody ends. */
  private void upload(Duration ago) throws IOException {
    StoreUrl url = StoreUrl.parse(cli.variables().get("DG_STORE"));
    DeltaGliderConfig config = DeltaGliderConfig.of(url, EnvironmentSettings.read(cli.variables()));
    Clock clock = Clock.offset(Clock.systemUTC(), ago.negated());
    try (DeltaGliderSession session = DeltaGliderSession.open(config, clock)) {
      ObjectAddress address = new ObjectAddress("releases", "v2.0/app.zip");
      session.deltaGlider().createUpload(CreateUploadRequest.of(address));
    }
  }
}
