package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.version;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoveTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
  }

  @Test
  void movesThereAroundAndBack() throws IOException {
    cli.file("app.zip", version(1));

    assertThat(cli.ok("mv", "app.zip", BUCKET + "/v1/"))
        .isEqualTo("move: ./app.zip to s3://releases/v1/app.zip\n");
    assertThat(Cli.filesBelow(cli.directory())).isEmpty();
    assertThat(cli.ok("mv", BUCKET + "/v1/app.zip", BUCKET + "/v2/"))
        .isEqualTo("move: s3://releases/v1/app.zip to s3://releases/v2/app.zip\n");
    assertThat(cli.keys()).containsExactly("v2/app.zip");
    assertThat(cli.ok("mv", BUCKET + "/v2/app.zip", "back.zip"))
        .isEqualTo("move: s3://releases/v2/app.zip to ./back.zip\n");
    assertThat(cli.keys()).isEmpty();
    assertThat(cli.directory().resolve("back.zip")).hasBinaryContent(version(1));
  }

  @Test
  void movesTrees() throws IOException {
    cli.file("tree/a.txt", text("a"));
    cli.file("tree/sub/b.log", text("b"));

    assertThat(cli.ok("mv", "-r", "tree", BUCKET + "/t", "--exclude", "*.log").lines())
        .containsExactly("move: tree/a.txt to s3://releases/t/a.txt");
    cli.ok("mv", "-r", "tree", BUCKET + "/t");
    cli.ok("mv", "-r", BUCKET + "/t", BUCKET + "/u");
    assertThat(cli.keys()).containsExactly("u/a.txt", "u/sub/b.log");
    cli.ok("mv", "-r", BUCKET + "/u", "back");
    assertThat(cli.keys()).isEmpty();
    assertThat(Cli.filesBelow(cli.directory())).containsExactly("back/a.txt", "back/sub/b.log");
  }

  @DisplayName("L-37: a move onto itself is refused in every spelling, and the object remains")
  @ParameterizedTest
  @CsvSource({
    "s3://releases/dir/k, s3://releases/dir/k",
    "s3://releases/dir/k, s3://releases/dir/",
    "s3://releases/top, s3://releases",
    "s3://releases/top, s3://releases/",
    "-r s3://releases/dir, s3://releases/dir/",
    "-r s3://releases, s3://releases/",
  })
  void aMoveOntoItselfIsRefused(String source, String target) {
    cli.input(text("content")).ok("cp", "-", BUCKET + "/dir/k");
    cli.input(text("content")).ok("cp", "-", BUCKET + "/top");

    String[] words = ("mv " + source + " " + target).split(" ");
    assertThat(cli.run(words).failure(ExitCode.USAGE)).contains("would be moved onto itself");

    assertThat(cli.keys()).containsExactly("dir/k", "top");
  }

  @DisplayName("L-37: two paths to one directory are one store")
  @ParameterizedTest
  @ValueSource(strings = {"store/../store", "link"})
  void twoPathsToOneStoreAreSeenThrough(String path) throws IOException {
    cli.input(text("content")).ok("cp", "-", BUCKET + "/k");
    Files.createSymbolicLink(root.resolve("link"), cli.store());

    String same = "file:" + root.resolve(path);
    assertThat(
            cli.run("mv", "--target-store", same, BUCKET + "/k", BUCKET + "/k")
                .failure(ExitCode.USAGE))
        .contains("would be moved onto itself");

    assertThat(cli.content(BUCKET + "/k")).isEqualTo(text("content"));
  }

  @DisplayName("L-37: a bucket that is a link to another one is seen through")
  @Test
  void aLinkedBucketIsSeenThrough() throws IOException {
    cli.input(text("content")).ok("cp", "-", BUCKET + "/k");
    Path second = Files.createDirectory(root.resolve("second"));
    cli.ok("--store", "file:" + second, "mb", "s3://other");
    Files.createSymbolicLink(second.resolve("releases"), cli.store().resolve("releases"));

    cli.run("mv", "--target-store", "file:" + second, BUCKET + "/k", BUCKET + "/")
        .failure(ExitCode.USAGE);

    assertThat(cli.content(BUCKET + "/k")).isEqualTo(text("content"));
  }

  @Test
  void movesBetweenStoresWithAllThatObjectsCarry() throws IOException {
    String second = "file:" + root.resolve("second");
    cli.ok("--store", second, "mb", BUCKET);
    cli.file("app.zip", version(1));
    cli.ok("cp", "app.zip", BUCKET, "--metadata", "a=1", "--cache-control", "no-cache");

    cli.ok("mv", "--target-store", second, BUCKET + "/app.zip", BUCKET + "/v1.0.0/");

    assertThat(cli.keys()).isEmpty();
    cli.variable("DG_STORE", second);
    assertThat(cli.content(BUCKET + "/v1.0.0/app.zip")).isEqualTo(version(1));
    assertThat(Files.readString(root.resolve("second/releases/v1.0.0/app.zip%object"), ISO_8859_1))
        .contains("no-cache");
  }

  @Test
  void aDeviceKeepsNothing() {
    cli.input(text("content")).ok("cp", "-", BUCKET + "/k");

    assertThat(cli.run("mv", BUCKET + "/k", "/dev/null").failure(ExitCode.LOCAL))
        .contains("is no file that could keep it");
    assertThat(cli.keys()).containsExactly("k");
  }

  @Test
  void whatCannotBeStoredStays() throws IOException {
    cli.file("dir/a.txt", text("a"));

    cli.run("mv", "dir/a.txt", "s3://nowhere/a").failure(ExitCode.NOT_FOUND);
    cli.run("mv", "-r", "dir", "s3://nowhere").failure(ExitCode.NOT_FOUND);
    Result reserved = cli.run("mv", "-r", "dir", BUCKET + "/.deltaglider/x");

    assertThat(reserved.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(Cli.filesBelow(cli.directory())).containsExactly("dir/a.txt");
  }
}
