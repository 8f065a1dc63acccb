package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import io.deltaglider.testserver.s3.Reaction;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on cloud stores, against servers in this process. */
@Timeout(120)
class CloudStoresTest {
  private static final String GOOGLE = "gs://releases";
  private static final Pattern SIGNATURE = Pattern.compile("Signature=([0-9a-f]{64})");

  private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/[0-9]+/([^/]+)/s3/");

  @RegisterExtension static final CloudServers SERVERS = new CloudServers();

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void reachServers() throws IOException {
    cli = SERVERS.cli(root);
  }

  @DisplayName("P-37: every command works on S3 and on Google Cloud Storage")
  @ParameterizedTest
  @ValueSource(strings = {BUCKET, GOOGLE})
  void everyCommandWorks(String bucket) throws IOException {
    for (int number = 0; number < 2; number++) {
      Path file = cli.file("app/v1." + number + "/app.zip", version(number));
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }

    assertThat(cli.ok("mb", bucket)).isEqualTo("make_bucket: releases\n");
    assertThat(cli.ok("sync", "app", bucket + "/app").lines()).hasSize(2);
    assertThat(cli.ok("sync", "app", bucket + "/app")).isEmpty();
    assertThat(cli.ok("ls", "-r", bucket)).contains(" 200000 app/v1.0/app.zip").hasLineCount(2);
    assertThat(cli.ok("verify", "-r", bucket)).contains("verified 2 objects: 2 valid,");
    assertThat(cli.ok("stats", "--json", bucket)).contains("\"deltas\":2,", "\"references\":1,");
    cli.ok("mv", bucket + "/app/v1.1/app.zip", bucket + "/moved/");
    cli.ok("mv", "-r", bucket + "/moved", "back");
    assertThat(cli.directory().resolve("back/app.zip")).hasBinaryContent(version(1));
    cli.ok("cp", bucket + "/app/v1.0/app.zip", bucket + "/copy.zip");
    assertThat(cli.ok("rm", "-r", bucket).lines()).hasSize(2);
    assertThat(cli.ok("rb", bucket)).isEqualTo("remove_bucket: releases\n");
  }

  @DisplayName("P-37: stores are named by options, which go before variables")
  @Test
  void optionsGoBeforeVariables() {
    String endpoint = cli.variables().remove("AWS_ENDPOINT_URL");
    cli.variable("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:1");
    cli.variables().remove("STORAGE_EMULATOR_HOST");

    cli.ok("--endpoint-url", endpoint, "--region", "eu-west-3", "mb", BUCKET);
    assertThat(cli.ok("ls", "--endpoint-url", endpoint)).endsWith(" releases\n");
    cli.ok("mb", "--store", "gcs:", BUCKET, "--endpoint-url", SERVERS.gcs().uri().toString());
    assertThat(cli.ok("ls", "gs://", "--endpoint-url", SERVERS.gcs().uri().toString()))
        .endsWith(" releases\n");
  }

  @DisplayName(
      "P-37: mb makes the bucket in the region that is named, before or behind the command")
  @Test
  void bucketsAreMadeWhereTheyAreWanted() {
    List<String> scopes = Collections.synchronizedList(new ArrayList<>());
    List<String> lengths = Collections.synchronizedList(new ArrayList<>());
    S3TestServer s3 = SERVERS.s3();
    s3.disturb(
        request -> {
          if (request.method().equals("PUT")) {
            Matcher scope = SCOPE.matcher(request.header("authorization").orElse(""));
            scopes.add(scope.find() ? scope.group(1) : "");
            lengths.add(request.header("content-length").orElse(""));
          }
          return Reaction.answer();
        });

    cli.ok("mb", BUCKET + "-1", "--region", "eu-west-3");
    cli.ok("--region", "ap-south-1", "mb", BUCKET + "-2");
    cli.ok("mb", BUCKET + "-3");
    cli.ok("mb", BUCKET + "-4", "--region", "us-east-1");

    assertThat(scopes).containsExactly("eu-west-3", "ap-south-1", "eu-central-1", "us-east-1");
    // Where S3 wants no location, the request has no body that names one.
    assertThat(lengths.subList(0, 3)).allMatch(length -> Integer.parseInt(length) > 100);
    assertThat(lengths.get(3)).isEqualTo("0");
  }

  @DisplayName("P-37: two stores in one command: a file store and S3, S3 and Google")
  @Test
  void copiesBetweenStores() throws IOException {
    cli.ok("mb", BUCKET);
    cli.ok("mb", GOOGLE);
    cli.ok("mb", "--store", "file:" + cli.store(), BUCKET);
    for (int number = 0; number < 3; number++) {
      cli.file("app.zip", version(number));
      cli.ok(
          "cp",
          "app.zip",
          BUCKET + "/v1." + number + "/",
          "--store",
          "file:" + cli.store(),
          "--metadata",
          "number=" + number,
          "--content-language",
          "de");
    }

    String from = "file:" + cli.store();
    assertThat(cli.ok("sync", "--source-store", from, BUCKET, BUCKET).lines()).hasSize(3);
    assertThat(cli.ok("sync", "--source-store", from, BUCKET, BUCKET)).isEmpty();
    assertThat(cli.ok("cp", "-r", BUCKET, GOOGLE).lines()).hasSize(3);
    assertThat(cli.ok("mv", "-r", GOOGLE, BUCKET + "/again/").lines()).hasSize(3);

    assertThat(cli.content(BUCKET + "/again/v1.2/app.zip")).isEqualTo(version(2));
    assertThat(cli.ok("stats", "--json", BUCKET)).contains("\"objects\":6,\"deltas\":6,");
    assertThat(cli.run("ls", GOOGLE + "/v1.0/").exitCode()).isEqualTo(ExitCode.PARTIAL);
  }

  @DisplayName("L-37: through gs:// a move onto itself is refused, too")
  @Test
  void googleIsGoogleByAnyName() {
    cli.ok("mb", GOOGLE);
    cli.input(text("content")).ok("cp", "-", GOOGLE + "/k");

    assertThat(
            cli.run("mv", "--source-store", "gcs:", BUCKET + "/k", GOOGLE + "/")
                .failure(ExitCode.USAGE))
        .contains("would be moved onto itself");

    assertThat(cli.content(GOOGLE + "/k")).isEqualTo(text("content"));
  }

  @DisplayName("P-23: ls shows no internal key, and counts right, with pages of one")
  @Test
  void internalKeysAreNeverListed() throws IOException {
    cli.ok("mb", BUCKET);
    for (int number = 0; number < 2; number++) {
      cli.file("app.zip", version(number));
      cli.ok("cp", "app.zip", BUCKET + "/v1." + number + "/");
    }

    for (String pageSize : new String[] {"1", "2", "1000"}) {
      assertThat(cli.ok("ls", "--page-size", pageSize, "--summarize", BUCKET).lines())
          .containsExactly(
              " ".repeat(27) + "PRE v1.0/",
              " ".repeat(27) + "PRE v1.1/",
              "",
              "Total Objects: 0",
              "   Total Size: 0");
      assertThat(cli.ok("ls", "-r", "--page-size", pageSize, "--summarize", BUCKET))
          .doesNotContain(".deltaglider")
          .contains("Total Objects: 2\n   Total Size: 400000\n");
    }
  }

  @DisplayName("P-34: storage class, encryption and access go to S3, and are refused elsewhere")
  @Test
  void passesOnWhatOnlyTheStoreKnows() throws IOException {
    cli.ok("mb", BUCKET);
    cli.file("a.txt", text("a"));
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    S3TestServer s3 = SERVERS.s3();
    s3.disturb(
        request -> {
          if (request.method().equals("PUT")) {
            seen.add(
                request.header("x-amz-storage-class").orElse("none")
                    + " "
                    + request.header("x-amz-acl").orElse("none"));
          }
          return Reaction.answer();
        });

    cli.ok("cp", "a.txt", BUCKET, "--storage-class", "STANDARD_IA", "--acl", "private");

    assertThat(seen).contains("STANDARD_IA private");
    cli.ok("mb", "--store", "file:" + cli.store(), BUCKET);
    assertThat(
            cli.run("cp", "a.txt", BUCKET, "--store", "file:" + cli.store(), "--acl", "private")
                .failure(ExitCode.REFUSED))
        .contains("upload: ./a.txt to s3://releases/a.txt: ");
  }

  @DisplayName("P-38: what is denied, and what has no credentials, is 5")
  @Test
  void toldApartWhoMayNot() {
    cli.ok("mb", BUCKET);

    cli.run("ls", BUCKET, "--no-sign-request").failure(ExitCode.STORE);
    assertThat(cli.run("ls", BUCKET, "--profile", "no-such-profile").failure(ExitCode.STORE))
        .contains("no-such-profile");
  }

  @Test
  void anObjectThatChangesWhileItIsMovedStays() {
    cli.ok("mb", BUCKET);
    cli.input(text("old")).ok("cp", "-", BUCKET + "/k");
    String file = "file:" + cli.store();
    cli.ok("mb", "--store", file, BUCKET);
    boolean[] overwritten = new boolean[1];
    S3TestServer s3 = SERVERS.s3();
    s3.disturb(
        request -> {
          if (request.method().equals("DELETE")
              && request.path().equals("/releases/k")
              && !overwritten[0]) {
            overwritten[0] = true;
            cli.input(text("new")).ok("cp", "-", BUCKET + "/k");
          }
          return Reaction.answer();
        });

    assertThat(
            cli.run("mv", "--target-store", file, BUCKET + "/k", BUCKET + "/k")
                .failure(ExitCode.REFUSED))
        .contains("was changed while it was moved, so it is still there");

    assertThat(overwritten[0]).isTrue();
    assertThat(cli.content(BUCKET + "/k")).isEqualTo(text("new"));
  }

  @DisplayName("P-44: a server that fails makes --debug log no secret")
  @ParameterizedTest
  @CsvSource({"500, InternalError", "503, SlowDown", "403, SignatureDoesNotMatch"})
  void noSecretIsLogged(int status, String code) throws Exception {
    List<String> secrets = Collections.synchronizedList(new ArrayList<>());
    secrets.add("very-secret-key");
    secrets.add("very-secret-token");
    S3TestServer s3 = SERVERS.s3();
    s3.disturb(
        request -> {
          Matcher signature = SIGNATURE.matcher(request.header("authorization").orElse(""));
          if (signature.find()) {
            secrets.add(signature.group(1));
          }
          return Reaction.fail(status, code);
        });
    cli.variable("AWS_ACCESS_KEY_ID", "some-key");
    cli.variable("AWS_SECRET_ACCESS_KEY", secrets.get(0));
    cli.variable("AWS_SESSION_TOKEN", secrets.get(1));
    cli.variable("DG_LOG_LEVEL", "trace");
    cli.file("app.zip", version(1));

    try (ChildProcess child = ChildProcess.start(cli, "--debug", "cp", "app.zip", BUCKET)) {
      Result result = child.result();
      assertThat(result.exitCode()).isEqualTo(ExitCode.STORE);
      assertThat(result.err()).contains("\tat ").doesNotContain(secrets).hasSizeLessThan(50_000);
    }
    assertThat(secrets).hasSizeGreaterThan(2);
  }

  @Test
  void noClassOfACloudIsLoadedForAFileStore() throws Exception {
    cli.variable("DG_STORE", "file:" + cli.store());
    cli.file("app.zip", version(1));
    cli.ok("mb", BUCKET);

    for (String store : new String[] {"file:" + cli.store(), "memory:"}) {
      try (ChildProcess child =
          ChildProcess.start(
              cli, List.of("-Xlog:class+load"), "cp", "app.zip", BUCKET, "--store", store)) {
        Result result = child.result();
        assertThat(result.exitCode())
            .isEqualTo(store.equals("memory:") ? ExitCode.NOT_FOUND : ExitCode.OK);
        assertThat(result.out())
            .contains("io.deltaglider.wiring.DeltaGliderModule")
            .doesNotContain(
                " software.amazon",
                " com.google.cloud",
                " com.google.api",
                " com.google.auth",
                " io.grpc",
                " io.deltaglider.adapter.s3",
                " io.deltaglider.adapter.gcs");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--endpoint-url=http://x", "--region=r", "--profile=p", "--no-sign-request"})
  void optionsOfCloudsAreRefusedElsewhere(String option) {
    assertThat(cli.run("ls", "--store", "memory:", option).failure(ExitCode.USAGE))
        .contains("has no meaning for this store");
    assertThat(cli.run("demo", option).failure(ExitCode.USAGE)).contains("uses no store");
  }

  @DisplayName("P-35: an upload to a key is that key, and versions stored at once share")
  @Test
  void versionsStoredAtOnceShare() throws IOException {
    cli.ok("mb", BUCKET);
    for (int number = 0; number < 8; number++) {
      cli.file("releases/v1." + number + "/app-1." + number + ".zip", version(number));
    }
    cli.ok("cp", cli.directory() + "/releases/v1.0/app-1.0.zip", BUCKET + "/one/app-1.zip");
    assertThat(cli.keysOf(BUCKET + "/one")).containsExactly("one/app-1.zip");

    cli.ok("cp", "-r", "releases", BUCKET + "/all");

    assertThat(cli.ok("stats", "--json", BUCKET + "/all"))
        .contains("\"objects\":8,\"deltas\":8,", "\"references\":1,");
  }

  @DisplayName("P-37: presign gives a URL of the content, also of a delta")
  @Test
  void signsUrls() throws Exception {
    cli.ok("mb", BUCKET);
    for (int number = 0; number < 2; number++) {
      cli.file("app.zip", version(number));
      cli.ok("cp", "app.zip", BUCKET + "/v1." + number + "/");
    }

    String url = cli.ok("presign", BUCKET + "/v1.1/app.zip", "--expires-in", "600").strip();

    assertThat(url)
        .startsWith(SERVERS.s3().endpoint() + "/releases/")
        .contains("X-Amz-Expires=600");
    assertThat(URI.create(url).toURL().openStream().readAllBytes()).isEqualTo(version(1));
    assertThat(cli.ok("ls", "-r", BUCKET)).hasLineCount(2);
    cli.run("presign", BUCKET + "/none").failure(ExitCode.NOT_FOUND);
    cli.run("presign", BUCKET + "/v1.1/app.zip", "--expires-in", "0").failure(ExitCode.USAGE);
    cli.ok("mb", GOOGLE);
    cli.input(text("x")).ok("cp", "-", GOOGLE + "/x");
    assertThat(cli.run("presign", GOOGLE + "/x").failure(ExitCode.REFUSED))
        .contains("only S3 can sign URLs");
  }
}
