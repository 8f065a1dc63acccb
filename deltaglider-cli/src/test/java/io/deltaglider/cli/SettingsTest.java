package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.unrelated;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
  }

  @DisplayName("L-63: a damaged variable is refused with its name and reason")
  @ParameterizedTest
  @CsvSource({
    "DG_STORE, nfs:/x, 'does not begin with file:'",
    "DG_STORE, file:, 'a file: store needs a directory'",
    "DG_STORE, file://host/x, names a host",
    "DG_MAX_RATIO, abc, is not a number",
    "DG_MAX_RATIO, 0, is not above 0",
    "DG_MAX_RATIO, NaN, is not above 0",
    "DG_LOG_LEVEL, loud, 'is none of trace, debug'",
    "DG_SCRATCH_SIZE_MB, -1, is not from 0",
    "DG_CACHE_BACKEND, redis, 'is none of filesystem, memory, none'",
    "DG_CACHE_SIZE_MB, 1.5, is not a whole number",
    "DG_CACHE_MEMORY_SIZE_MB, lots, is not a whole number",
    "DG_CACHE_ENCRYPTION_KEY, secret, is neither 32 bytes in base64",
  })
  void aDamagedVariableIsRefused(String name, String value, String reason) throws IOException {
    cli.file("app.zip", version(1));
    List<String> before = Cli.filesBelow(cli.store());
    cli.variable(name, value);

    assertThat(cli.run("cp", "app.zip", BUCKET + "/v1/").failure(ExitCode.USAGE))
        .startsWith("deltaglider: configuration: " + name + ": ")
        .contains(reason);
    assertThat(Cli.filesBelow(cli.store())).isEqualTo(before);
  }

  @DisplayName("L-63: a damaged option is refused, never taken for one that was not given")
  @ParameterizedTest
  @CsvSource({
    "--max-ratio=NaN, is not above 0 and at most 1",
    "--max-ratio=0, is not above 0 and at most 1",
    "--max-ratio=1.01, is not above 0 and at most 1",
    "--max-ratio=half, is not a double",
    "--effort=0, is not 1 to 9",
    "--effort=10, is not 1 to 9",
    "--effort=max, is not an int",
    "--store=, 'does not begin with file:'",
    "--store=s3:/x, 'takes no path'",
    "--stroe=x, unknown option",
    "--metadata=x, is not NAME=VALUE",
  })
  void aDamagedOptionIsRefused(String option, String reason) throws IOException {
    cli.file("app.zip", version(1));
    List<String> before = Cli.filesBelow(cli.store());

    assertThat(cli.run("cp", option, "app.zip", BUCKET + "/v1/").failure(ExitCode.USAGE))
        .contains(reason);
    assertThat(Cli.filesBelow(cli.store())).isEqualTo(before);
  }

  @Test
  void anOptionThatWouldHaveNoEffectIsRefused() {
    cli.run("ls", "--max-ratio", "0.5").failure(ExitCode.USAGE);
    cli.run("verify", "--effort", "5", BUCKET).failure(ExitCode.USAGE);
    cli.run("demo", "--store", "memory:").failure(ExitCode.USAGE);
    cli.run("cp", "--no-delta", BUCKET + "/x", "x").failure(ExitCode.USAGE);
    cli.run("cp", "--no-delta", BUCKET + "/x", BUCKET + "/y").failure(ExitCode.USAGE);
  }

  @DisplayName("P-11: the ratio of the option or the environment is the one that decides")
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, delta",
        "-, 0.0005, reference",
        "-, 0.9, delta",
        "0.0005, -, reference",
        "0.0005, 0.9, delta",
        "0.9, 0.0005, reference",
      })
  void theRatioDecides(String variable, String option, String form) throws IOException {
    cli.file("app.zip", version(0));
    cli.ok("cp", "app.zip", BUCKET + "/v1.0/");
    cli.file("app.zip", version(1));
    if (variable != null) {
      cli.variable("DG_MAX_RATIO", variable);
    }

    String line =
        option == null
            ? cli.ok("cp", "--json", "app.zip", BUCKET + "/v1.1/")
            : cli.ok("--max-ratio", option, "cp", "--json", "app.zip", BUCKET + "/v1.1/");

    assertThat(line).contains("\"form\":\"" + form + "\"");
  }

  @DisplayName("P-11: random bytes never cost more than themselves")
  @Test
  void randomBytesAreStoredWhole() throws IOException {
    for (int i = 0; i < 12; i++) {
      cli.file("app.zip", unrelated(i));
      String line = cli.ok("cp", "--json", "app.zip", BUCKET + "/v1." + i + "/");
      long stored = Long.parseLong(line.replaceAll("(?s).*\"storedSize\":|,.*", ""));
      assertThat(stored).isLessThan(Versions.SIZE + 1000L);
    }
    assertThat(cli.ok("ls", "--json", BUCKET + "/v1.11/")).contains("\"form\":\"passthrough\"");
  }

  @Test
  void theScratchDirectoryIsNamedIfItCannotBeUsed() throws IOException {
    Path file = Files.createFile(root.resolve("file"));
    cli.variable("DG_SCRATCH_DIR", file.resolve("below").toString());

    assertThat(cli.run("ls", BUCKET).failure(ExitCode.LOCAL))
        .startsWith("deltaglider: use scratch directory: " + file.resolve("below") + ": ");
  }

  @Test
  void scratchThatRunsOutSaysWhatToDo() throws IOException {
    cli.file("app.zip", new byte[3_000_000]);
    cli.variable("DG_SCRATCH_SIZE_MB", "1");

    assertThat(cli.run("cp", "app.zip", BUCKET + "/v1/").failure(ExitCode.LOCAL))
        .contains("upload: ./app.zip to s3://releases/v1/app.zip: ", "raise DG_SCRATCH_SIZE_MB");
    assertThat(cli.keys()).isEmpty();
  }

  @Test
  void theAddressOfAnEmulatorIsChecked() {
    cli.variable("STORAGE_EMULATOR_HOST", "nonsense://x");

    assertThat(cli.run("ls", "--store", "gcs:").failure(ExitCode.USAGE))
        .contains("STORAGE_EMULATOR_HOST");
  }
}
