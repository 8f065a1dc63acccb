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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecursiveTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void storeSiblings() throws IOException {
    cli = Cli.withBucket(root);
    for (String key : new String[] {"app", "app/a.txt", "app/sub/b.txt", "app2/b.txt", "app.txt"}) {
      cli.input(text(key)).ok("cp", "-", BUCKET + "/" + key);
    }
  }

  @DisplayName("P-04: rm -r of app/ deletes neither app2/ nor app")
  @ParameterizedTest
  @ValueSource(strings = {"app/", "app"})
  void deletesOnlyBelowThePrefix(String prefix) {
    assertThat(cli.ok("rm", "-r", "--dryrun", BUCKET + "/" + prefix).lines())
        .containsExactly(
            "(dryrun) delete: s3://releases/app/a.txt",
            "(dryrun) delete: s3://releases/app/sub/b.txt");
    assertThat(cli.ok("rm", "-r", BUCKET + "/" + prefix).lines())
        .containsExactly("delete: s3://releases/app/a.txt", "delete: s3://releases/app/sub/b.txt");
    assertThat(cli.keys()).containsExactly("app", "app.txt", "app2/b.txt");
  }

  @DisplayName("P-04: cp -r of app/ fetches only what is below it, under its own name")
  @ParameterizedTest
  @ValueSource(strings = {"app/", "app"})
  void fetchesOnlyBelowThePrefix(String prefix) throws IOException {
    cli.ok("cp", "-r", BUCKET + "/" + prefix, "out");

    assertThat(Cli.filesBelow(cli.directory())).containsExactly("out/a.txt", "out/sub/b.txt");
    assertThat(cli.directory().resolve("out/sub/b.txt")).hasContent("app/sub/b.txt");
  }

  @DisplayName("P-04: cp -r, ls -r, verify -r and stats of app/ see only what is below it")
  @Test
  void everyCommandKeepsTheSlash() {
    cli.ok("cp", "-r", BUCKET + "/app/", BUCKET + "/copy");
    assertThat(cli.ok("ls", "-r", BUCKET + "/copy")).hasLineCount(2);
    assertThat(cli.ok("ls", "-r", BUCKET + "/app/"))
        .contains(" app/a.txt", " app/sub/b.txt")
        .hasLineCount(2);
    assertThat(cli.ok("verify", "-r", BUCKET + "/app")).contains("verified 2 objects");
    assertThat(cli.ok("stats", BUCKET + "/app", "--json")).contains("\"objects\":2,");
  }

  @DisplayName("P-04: rm of the object app leaves app/ alone")
  @Test
  void deletesOneObject() {
    cli.ok("rm", BUCKET + "/app");

    assertThat(cli.keys()).containsExactly("app.txt", "app/a.txt", "app/sub/b.txt", "app2/b.txt");
  }

  @Test
  void treesGoThereAndBack() throws IOException {
    cli.file("tree/v1.0.0/app.zip", version(1));
    cli.file("tree/v1.0.1/app.zip", version(2));
    cli.file("tree/.hidden/ä b.txt", text("odd"));
    cli.file("tree/empty", text(""));

    cli.ok("cp", "-r", "tree", BUCKET + "/there");
    cli.ok("cp", "-r", BUCKET + "/there/", BUCKET + "/elsewhere/");
    cli.ok("cp", "-r", BUCKET + "/elsewhere", "back");

    Path tree = cli.directory().resolve("tree");
    Path back = cli.directory().resolve("back");
    assertThat(Cli.filesBelow(back)).isEqualTo(Cli.filesBelow(tree)).hasSize(4);
    for (String name : Cli.filesBelow(tree)) {
      assertThat(back.resolve(name)).hasSameBinaryContentAs(tree.resolve(name));
    }
  }

  @Test
  void oneFailureDoesNotStopTheOthers() throws IOException {
    cli.file("plain.zip", unrelated(3));
    cli.ok("cp", "--no-delta", "plain.zip", BUCKET + "/app/0.zip");
    cli.input(text("x")).ok("cp", "-", BUCKET + "/app/..");
    cli.input(text("x")).ok("cp", "-", BUCKET + "/app//x");
    cli.ok("rm", BUCKET + "/app/0.zip");

    Result result = cli.run("cp", "-r", BUCKET + "/app/", "out");

    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(result.err().lines())
        .allMatch(line -> line.contains("no file below the target can stand for its key"))
        .hasSize(2);
    assertThat(Cli.filesBelow(cli.directory().resolve("out")))
        .containsExactly("a.txt", "sub/b.txt");
    assertThat(Files.exists(cli.directory().resolve("x"))).isFalse();
  }

  @Test
  void damageOutweighsOtherFailures() throws IOException {
    cli.file("plain.zip", unrelated(3));
    cli.ok("cp", "--no-delta", "plain.zip", BUCKET + "/app/0.zip");
    Damage.flip(cli.stored("app/0.zip"), 1000);

    Result result = cli.run("cp", "-r", BUCKET + "/app/", "out");

    assertThat(result.exitCode()).isEqualTo(ExitCode.DAMAGED);
    assertThat(Cli.filesBelow(cli.directory().resolve("out")))
        .containsExactly("a.txt", "sub/b.txt");
  }

  @Test
  void aTreeWithInternalNamesIsStoredExceptForThese() throws IOException {
    cli.file("tree/.deltaglider/format.json", text("{}"));
    cli.file("tree/ok.txt", text("ok"));

    Result result = cli.run("cp", "-r", "tree", BUCKET);

    assertThat(result.failure(ExitCode.PARTIAL)).contains("s3://releases/.deltaglider/format.json");
    assertThat(cli.content(BUCKET + "/ok.txt")).isEqualTo(text("ok"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".deltaglider", ".deltaglider/", ".deltaglider/references/"})
  void internalPrefixesAreRefused(String prefix) {
    for (String command : new String[] {"rm", "verify"}) {
      assertThat(cli.run(command, "-r", BUCKET + "/" + prefix).failure(ExitCode.USAGE))
          .contains("are reserved for DeltaGlider's own data");
    }
    assertThat(cli.run("cp", "-r", BUCKET + "/" + prefix, "out").failure(ExitCode.USAGE))
        .contains("are reserved");
    assertThat(cli.run("stats", BUCKET + "/" + prefix).failure(ExitCode.USAGE))
        .contains("are reserved");
  }

  @Test
  void bucketsAreRemovedWithWhatIsInThem() {
    assertThat(cli.run("rb", BUCKET).failure(ExitCode.REFUSED)).contains("--force");
    assertThat(cli.ok("rb", BUCKET, "--force").lines())
        .hasSize(6)
        .last()
        .isEqualTo("remove_bucket: releases");
    assertThat(cli.ok("ls")).isEmpty();
  }
}
