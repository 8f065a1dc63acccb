package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectOptionsTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
    cli.file("a.txt", text("content"));
  }

  /** Returns the bytes of the file in the store, which has headers and metadata in it. */
  private String stored(String key) throws IOException {
    return Files.readString(cli.stored(key), ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "one=first,two=a b",
        "two='a b',ONE=first",
        "{\"one\": \"first\", \"two\": \"a b\"}",
      })
  void metadataIsReadAsTheAwsCliReadsIt(String metadata) throws IOException {
    cli.ok("cp", "a.txt", BUCKET, "--metadata", metadata);

    assertThat(stored("a.txt")).contains("one", "first", "two", "a b").doesNotContain("'a b'");
  }

  @Test
  void aCommaInQuotesDoesNotEndAValue() throws IOException {
    cli.ok("cp", "a.txt", BUCKET, "--metadata", "one=\"x,y=z\",two=2");

    assertThat(stored("a.txt")).contains("x,y=z").doesNotContain("\\\"x,y=z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "=1", "a=1,a=2", "a=1,A=2", "{\"a\":1}", "{\"a\":\"1\"", "ä=1"})
  void metadataThatIsNoneIsRefused(String metadata) {
    assertThat(cli.run("cp", "a.txt", BUCKET, "--metadata", metadata).failure(ExitCode.USAGE))
        .contains("--metadata");
    assertThat(cli.keys()).isEmpty();
  }

  @Test
  void theDirectiveDecidesWhatCopiesCarry() throws IOException {
    cli.ok("cp", "a.txt", BUCKET, "--metadata", "old=value", "--cache-control", "no-store");

    cli.ok("cp", BUCKET + "/a.txt", BUCKET + "/kept");
    cli.ok("cp", BUCKET + "/a.txt", BUCKET + "/new", "--metadata", "fresh=one");
    cli.ok("cp", BUCKET + "/a.txt", BUCKET + "/bare", "--metadata-directive", "REPLACE");
    cli.ok("cp", BUCKET + "/a.txt", BUCKET + "/classy", "--storage-class", "STANDARD_IA");

    assertThat(stored("kept")).contains("no-store", "old");
    assertThat(stored("new")).contains("fresh").doesNotContain("no-store");
    assertThat(stored("bare")).doesNotContain("no-store");
    assertThat(stored("classy")).contains("no-store", "old", "STANDARD_IA");
    assertThat(
            cli.run(
                    "cp",
                    BUCKET + "/a.txt",
                    BUCKET + "/x",
                    "--metadata-directive",
                    "COPY",
                    "--metadata",
                    "a=1")
                .failure(ExitCode.USAGE))
        .contains("keeps the headers and metadata");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--concurrency 0",
        "--concurrency 257",
        "--page-size 0",
        "--page-size 1001",
        "--expected-size -1",
        "--sse-kms-key-id key",
        "--source-store memory:",
        "--follow-symlinks --no-follow-symlinks",
        "--color red",
        "--metadata-directive MERGE",
      })
  void optionsThatMakeNoSenseAreRefused(String options) {
    String[] words = ("cp a.txt " + BUCKET + " " + options).split(" ");
    cli.run(words).failure(ExitCode.USAGE);
    assertThat(cli.keys()).isEmpty();
  }

  @Test
  void failuresAreRedWhereThatIsWanted() {
    String red = "\033[31mdeltaglider: list: s3://nowhere: no such bucket\033[0m\n";
    cli.terminal();
    assertThat(cli.run("ls", "s3://nowhere").err()).isEqualTo(red);
    assertThat(cli.run("ls", "s3://nowhere", "--color", "off").err()).startsWith("deltaglider: ");
    cli.variable("NO_COLOR", "1");
    assertThat(cli.run("ls", "s3://nowhere").err()).startsWith("deltaglider: ");
    assertThat(cli.run("--color", "on", "ls", "s3://nowhere").err()).isEqualTo(red);
  }

  @Test
  void onlyErrorsAreShownWhereThatIsWanted() {
    assertThat(cli.ok("cp", "--only-show-errors", "a.txt", BUCKET)).isEmpty();
    assertThat(cli.ok("mv", "--quiet", "a.txt", BUCKET)).isEmpty();
    assertThat(cli.ok("rm", "--only-show-errors", "-r", BUCKET)).isEmpty();
    assertThat(cli.run("rm", "--quiet", "s3://nowhere/x").failure(ExitCode.NOT_FOUND))
        .contains("no such bucket");
  }
}
