package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.unrelated;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopyTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
  }

  @DisplayName("P-34: an upload's key is the one of aws s3 cp")
  @ParameterizedTest
  @CsvSource({
    "s3://releases/rel/v1/, rel/v1/app.zip",
    "s3://releases/rel/renamed.zip, rel/renamed.zip",
    "s3://releases, app.zip",
    "s3://releases/, app.zip",
    "s3://releases/rel/v1, rel/v1",
    "s3://releases/a//, a//app.zip",
  })
  void uploadsToTheKeyThatTheTargetNames(String target, String key) throws IOException {
    cli.file("sub/app.zip", version(1));

    assertThat(cli.ok("cp", "sub/app.zip", target))
        .isEqualTo("upload: sub/app.zip to s3://releases/" + key + "\n");
    assertThat(cli.keys()).containsExactly(key);
  }

  @DisplayName("P-34: --no-delta changes the form, not the key")
  @Test
  void storesWholeWithoutChangingTheKey() throws IOException {
    cli.file("app.zip", version(1));

    String line = cli.ok("cp", "--json", "--no-delta", "app.zip", BUCKET + "/rel/v1/");

    assertThat(line).contains("\"target\":\"s3://releases/rel/v1/app.zip\"");
    assertThat(line).contains("\"form\":\"passthrough\"").contains("\"storedSize\":200000,");
    assertThat(cli.keys()).containsExactly("rel/v1/app.zip");
  }

  @DisplayName("P-34: a download's file is the one of aws s3 cp")
  @ParameterizedTest
  @CsvSource({
    "outdir/, outdir/app.zip",
    "new/deep/, new/deep/app.zip",
    "there, there/app.zip",
    "., app.zip",
    "renamed.zip, renamed.zip",
    "new/renamed.zip, new/renamed.zip",
  })
  void downloadsToTheFileThatTheTargetNames(String target, String file) throws IOException {
    upload(1);
    Files.createDirectory(cli.directory().resolve("there"));

    cli.ok("cp", BUCKET + "/v1/app.zip", target);

    assertThat(cli.directory().resolve(file)).hasBinaryContent(version(1));
    assertThat(Cli.filesBelow(cli.directory())).containsExactly(file);
  }

  private void upload(int number) throws IOException {
    Path file = cli.file("app.zip", version(number));
    cli.ok("cp", "app.zip", BUCKET + "/v" + number + "/");
    Files.delete(file);
  }

  @Test
  void aDownloadTakesTheTimeOfTheObject() throws IOException {
    upload(1);
    cli.ok("cp", BUCKET + "/v1/app.zip", ".");

    Instant time = Files.getLastModifiedTime(cli.directory().resolve("app.zip")).toInstant();
    String listed =
        cli.ok("ls", "--json", BUCKET + "/v1/").replaceAll("(?s).*Modified\":\"|\".*", "");
    assertThat(Duration.between(time, Instant.parse(listed))).isLessThan(Duration.ofMillis(1));
  }

  @Test
  void aDownloadReplacesAFileThatIsThere() throws IOException {
    upload(1);
    cli.file("app.zip", text("old"));

    cli.ok("cp", BUCKET + "/v1/app.zip", "app.zip");

    assertThat(cli.directory().resolve("app.zip")).hasBinaryContent(version(1));
  }

  @Test
  void aDownloadFollowsALink() throws IOException {
    upload(1);
    cli.file("real.zip", text("old"));
    Path link = cli.directory().resolve("link.zip");
    Files.createSymbolicLink(link, Path.of("real.zip"));

    cli.ok("cp", BUCKET + "/v1/app.zip", "link.zip");

    assertThat(link).isSymbolicLink();
    assertThat(cli.directory().resolve("real.zip")).hasBinaryContent(version(1));
  }

  @Test
  void aDownloadThatFailsLeavesTheFileAsItWas() throws IOException {
    cli.file("app.zip", unrelated(1));
    cli.ok("cp", "--no-delta", "app.zip", BUCKET + "/plain.zip");
    cli.file("app.zip", text("old"));
    Damage.flip(cli.stored("plain.zip"), 150_000);

    cli.run("cp", BUCKET + "/plain.zip", "app.zip").failure(ExitCode.DAMAGED);
    cli.run("cp", BUCKET + "/plain.zip", "other.zip").failure(ExitCode.DAMAGED);

    assertThat(cli.directory().resolve("app.zip")).hasContent("old");
    assertThat(Cli.filesBelow(cli.directory())).containsExactly("app.zip");
  }

  @Test
  void aDeviceIsWrittenToDirectly() throws IOException {
    upload(1);

    cli.ok("cp", BUCKET + "/v1/app.zip", "/dev/null");

    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void streamsGoInAndOut() {
    cli.input(version(3));

    assertThat(cli.ok("cp", "-", BUCKET + "/stdin.zip", "--expected-size", "200000")).isEmpty();
    assertThat(cli.content(BUCKET + "/stdin.zip")).isEqualTo(version(3));
  }

  @Test
  void aStreamWantsAName() {
    assertThat(cli.run("cp", "-", BUCKET + "/dir/").failure(ExitCode.USAGE))
        .contains("a stream has no name");
  }

  @Test
  void copiesWithinTheStore() throws IOException {
    upload(1);

    assertThat(cli.ok("cp", BUCKET + "/v1/app.zip", BUCKET + "/copies/"))
        .isEqualTo("copy: s3://releases/v1/app.zip to s3://releases/copies/app.zip\n");
    assertThat(cli.content(BUCKET + "/copies/app.zip")).isEqualTo(version(1));
  }

  @Test
  void copiesAcrossBuckets() throws IOException {
    upload(1);
    cli.ok("mb", "s3://other");

    cli.ok("cp", BUCKET + "/v1/app.zip", "s3://other/new.zip");

    assertThat(cli.content("s3://other/new.zip")).isEqualTo(version(1));
  }

  @Test
  void aCopyNamesTheBucketThatIsMissing() throws IOException {
    upload(1);
    String here = BUCKET + "/v1/app.zip";

    assertThat(cli.run("cp", here, "s3://nowhere/x").failure(ExitCode.NOT_FOUND))
        .isEqualTo("deltaglider: copy: s3://nowhere: no such bucket");
    assertThat(cli.run("cp", "s3://elsewhere/x", here).failure(ExitCode.NOT_FOUND))
        .isEqualTo("deltaglider: copy: s3://elsewhere: no such bucket");
  }

  @Test
  void aCopyOntoItselfIsRefusedUnlessItChangesSomething() throws IOException {
    upload(1);
    String object = BUCKET + "/v1/app.zip";

    cli.run("cp", object, object).failure(ExitCode.REFUSED);
    cli.ok("cp", "--content-type", "text/x-new", object, object);

    assertThat(cli.content(object)).isEqualTo(version(1));
  }

  @Test
  void rehearsesWithoutDoing() throws IOException {
    cli.file("app.zip", version(1));

    assertThat(cli.ok("cp", "--dryrun", "app.zip", BUCKET))
        .isEqualTo("(dryrun) upload: ./app.zip to s3://releases/app.zip\n");
    assertThat(cli.keys()).isEmpty();
  }

  @Test
  void optionsStandBeforeAndBehindTheCommand() throws IOException {
    cli.file("app.zip", version(1));
    String store = cli.variables().remove("DG_STORE");

    cli.ok("--store", store, "--quiet", "cp", "app.zip", BUCKET + "/a.zip");
    cli.ok("cp", "app.zip", BUCKET + "/b.zip", "--quiet", "--store=" + store);

    cli.variable("DG_STORE", store);
    assertThat(cli.keys()).containsExactly("a.zip", "b.zip");
  }

  @Test
  void quietMeansQuiet() throws IOException {
    cli.file("app.zip", version(1));

    assertThat(cli.ok("cp", "--quiet", "app.zip", BUCKET)).isEmpty();
  }

  @Test
  void aTerminalSeesWhatWasSaved() throws IOException {
    cli.file("app.zip", version(1));
    cli.ok("cp", "app.zip", BUCKET + "/v1/");
    cli.file("app.zip", version(2));
    cli.terminal();

    Result result = cli.run("cp", "app.zip", BUCKET + "/v2/");

    assertThat(result.err()).contains("stored 0.0 MB for 0.2 MB (saved 99.91 %)");
  }

  @DisplayName("P-06: an upload from a read-only directory works and touches nothing beside it")
  @Test
  void uploadsFromAReadOnlyDirectory() throws IOException {
    Path file = cli.file("source/app.zip", version(1));
    cli.file("source/app.zip.delta", text("mine"));
    cli.file("source/.deltaglider-0000000000000000.part", text("mine, too"));
    cli.file("source/reference.bin", text("also mine"));
    Path look = cli.scratch().resolve("deltaglider-scratch-0000000000000000");
    Files.createDirectories(look);
    Files.writeString(look.resolve("0000000000000000.txt"), "somebody's");
    var before = Cli.filesBelow(cli.directory());
    Instant touched = Files.getLastModifiedTime(file.getParent()).toInstant();
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));

    try {
      cli.ok("cp", "source/app.zip", BUCKET + "/v1/");
      cli.ok("cp", "-r", "source", BUCKET + "/all");
    } finally {
      Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    assertThat(Cli.filesBelow(cli.directory())).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(file.getParent()).toInstant()).isEqualTo(touched);
    assertThat(file).hasBinaryContent(version(1));
    assertThat(Cli.filesBelow(cli.scratch()))
        .containsExactly("deltaglider-scratch-0000000000000000/0000000000000000.txt");
  }
}
