package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.version;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
  }

  private String form(String key) throws IOException {
    cli.file("app.zip", version(1));
    String line = cli.ok("cp", "--json", "app.zip", BUCKET + "/" + key);
    return line.replaceAll("(?s).*\"form\":\"|\".*", "");
  }

  @Test
  void anOptionReplacesItsPartOnly() throws IOException {
    cli.ok("policy", "set", BUCKET, "--off", "raw/", "--min-size", "100000");
    assertThat(cli.ok("policy", "set", BUCKET, "--isolate", "a/", "--isolate", "b/"))
        .isEqualTo("set_policy: releases\n");

    assertThat(cli.ok("policy", "get", BUCKET))
        .contains("\"off\" : [ \"raw/\" ]", "\"minSize\" : 100000")
        .contains("\"isolate\" : [ \"a/\", \"b/\" ]");
    assertThat(form("raw/v1/app.zip")).isEqualTo("passthrough");
    assertThat(form("v1/app.zip")).isEqualTo("reference");

    cli.ok("policy", "set", BUCKET, "--off", "");
    assertThat(cli.ok("policy", "get", BUCKET)).contains("\"off\" : [ ]");
    assertThat(form("raw/v1/app.zip")).isNotEqualTo("passthrough");
  }

  @Test
  void whatGetShowsSetAccepts() throws IOException {
    cli.ok("policy", "set", BUCKET, "--scope", "family", "--extension", "zip");
    String document = cli.ok("policy", "get", BUCKET);
    cli.ok("mb", "s3://other");

    cli.file("policy.json", text(document));
    cli.ok("policy", "set", "s3://other", "--file", "policy.json");
    assertThat(cli.ok("policy", "get", "s3://other")).isEqualTo(document);

    String line = cli.ok("policy", "get", "--json", BUCKET);
    assertThat(line).hasLineCount(1).contains("\"extensions\":[\"zip\"]");
    cli.input(text(line)).ok("policy", "set", BUCKET, "--file", "-");
    assertThat(cli.ok("policy", "get", BUCKET)).isEqualTo(document);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--min-size=1",
        "--min-size=many",
        "--scope=galaxy",
        "--extension=.zip",
        "--frobnicate=1",
      })
  void nonsenseIsRefused(String option) {
    String before = cli.ok("policy", "get", BUCKET);

    cli.run("policy", "set", BUCKET, option).failure(ExitCode.USAGE);

    assertThat(cli.ok("policy", "get", BUCKET)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "",
        "{}",
        "[]",
        "{\"format\":2,\"policy\":{}}",
        "{\"format\":1,\"policy\":{\"minSize\":\"many\"}}",
        "{\"format\":1,\"policy\":{\"minSize\":70000}",
      })
  void aDocumentOfNonsenseIsRefused(String document) throws IOException {
    cli.file("policy.json", text(document));
    String before = cli.ok("policy", "get", BUCKET);

    assertThat(cli.run("policy", "set", BUCKET, "--file", "policy.json").failure(ExitCode.USAGE))
        .startsWith("deltaglider: set policy: policy.json: ")
        .doesNotContain("\\u000a", "REDACTED");

    assertThat(cli.ok("policy", "get", BUCKET)).isEqualTo(before);
  }

  @Test
  void somethingMustBeSaid() {
    assertThat(cli.run("policy", "set", BUCKET).failure(ExitCode.USAGE)).contains("--file");
    assertThat(
            cli.run("policy", "set", BUCKET, "--file", "f", "--min-size", "70000")
                .failure(ExitCode.USAGE))
        .contains("either --file or options");
    assertThat(cli.run("policy").failure(ExitCode.USAGE)).contains("needs get or set");
    cli.run("policy", "set", BUCKET, "--file", "none").failure(ExitCode.NOT_FOUND);
    cli.run("policy", "get", "s3://nowhere").failure(ExitCode.NOT_FOUND);
  }

  @DisplayName("L-63: a damaged format.json is refused with the reason and stays as it is")
  @Test
  void aDamagedPolicyIsNeverReplaced() throws IOException {
    cli.ok("policy", "set", BUCKET, "--min-size", "70000");
    cli.ok("cp", "-", BUCKET + "/there");
    Path file = cli.stored(".deltaglider/format.json");
    Damage.flip(file, 0);
    byte[] damaged = Files.readAllBytes(file);
    cli.file("app.zip", version(1));

    String[][] commands = {
      {"cp", "app.zip", BUCKET + "/v1/"},
      {"policy", "get", BUCKET},
      {"policy", "set", BUCKET, "--min-size", "80000"},
    };
    for (String[] command : commands) {
      assertThat(cli.run(command).failure(ExitCode.DAMAGED))
          .contains("format.json", "is not JSON")
          .doesNotContain("\\u000a", "REDACTED");
    }

    assertThat(file).hasBinaryContent(damaged);
    assertThat(cli.keys()).containsExactly("there");
  }

  @DisplayName("L-63: a newer format.json is refused with the reason and stays as it is")
  @Test
  void aNewerPolicyIsNeverReplaced() throws IOException {
    cli.ok("policy", "set", BUCKET, "--min-size", "70000");
    Path file = cli.stored(".deltaglider/format.json");
    String text = Files.readString(file, ISO_8859_1);
    int version = text.indexOf("1", text.indexOf("\"format\""));
    Damage.flip(file, version, '1' ^ '2');
    byte[] other = Files.readAllBytes(file);
    cli.file("app.zip", version(1));

    assertThat(cli.run("cp", "app.zip", BUCKET + "/v1/").failure(ExitCode.DAMAGED))
        .contains("format.json", "version");
    cli.run("policy", "set", BUCKET, "--min-size", "80000").failure(ExitCode.DAMAGED);

    assertThat(file).hasBinaryContent(other);
  }
}
