package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.unrelated;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
  }

  @DisplayName("P-38: the numbers are stable")
  @ParameterizedTest
  @CsvSource({
    "OK, 0",
    "PARTIAL, 1",
    "USAGE, 2",
    "NOT_FOUND, 3",
    "DAMAGED, 4",
    "STORE, 5",
    "REFUSED, 6",
    "LOCAL, 7",
    "INTERNAL, 70",
    "INTERRUPTED, 130",
    "ABANDONED, 141",
  })
  void numbersNeverChange(ExitCode code, int number) {
    assertThat(code.number()).isEqualTo(number);
  }

  @DisplayName("P-38: each way to fail has its code and one line that says what, where and why")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "USAGE     | cp a | Missing required parameter: 'TARGET'",
        "USAGE     | cpx a b | did you mean cp?",
        "USAGE     | frobnicate | 'frobnicate': unknown command",
        "USAGE     | cp a b c | 'c': one argument too many",
        "USAGE     | cp a b | one of them must be an object",
        "USAGE     | cp --recusrive a s3://releases | did you mean --recursive",
        "USAGE     | rm s3://releases | add --recursive",
        "USAGE     | rm app.zip | not of the form s3://BUCKET/KEY",
        "USAGE     | mb s3://Releases | bad bucket name 'Releases'",
        "USAGE     | mb s3://releases/key | names an object, not a bucket",
        "USAGE     | cp a s3://releases/.deltaglider/a | are reserved",
        "NOT_FOUND | cp none s3://releases/x | ./none to s3://releases/x: no such file or directory",
        "NOT_FOUND | cp -r none s3://releases/x | ./none: no such file or directory",
        "NOT_FOUND | cp s3://releases/none x | s3://releases/none to ./x: no such object",
        "NOT_FOUND | cp there s3://nowhere/x | create it with: deltaglider mb s3://nowhere",
        "NOT_FOUND | cp -r s3://nowhere/x y | list: s3://nowhere/x/: no such bucket",
        "NOT_FOUND | rm s3://nowhere/x | delete: s3://nowhere/x: no such bucket",
        "NOT_FOUND | rb s3://nowhere | remove bucket: s3://nowhere: no such bucket",
        "NOT_FOUND | ls s3://nowhere | list: s3://nowhere: no such bucket",
        "REFUSED   | mb s3://releases | the bucket exists already",
        "LOCAL     | cp directory s3://releases | is a directory; use --recursive",
        "LOCAL     | cp -r there s3://releases | ./there: is no directory",
      })
  void failuresTellThemselvesApart(ExitCode code, String command, String reason)
      throws IOException {
    cli.file("there", text("there"));
    Files.createDirectory(cli.directory().resolve("directory"));

    assertThat(cli.run(command.split(" ")).failure(code)).contains(reason);

    assertThat(cli.keys()).isEmpty();
    assertThat(Cli.filesBelow(cli.directory())).containsExactly("there");
  }

  @DisplayName("P-38: damage is 4, a part that failed is 1")
  @Test
  void tellsDamageFromPartialFailure() throws IOException {
    cli.file("plain.zip", unrelated(3));
    cli.ok("cp", "--no-delta", "plain.zip", BUCKET + "/dir/plain.zip");
    cli.input(text("x")).ok("cp", "-", BUCKET + "/dir//x");

    assertThat(cli.run("cp", "-r", BUCKET + "/dir", "out").exitCode()).isEqualTo(ExitCode.PARTIAL);
    Damage.flip(cli.stored("dir/plain.zip"), 0);
    assertThat(cli.run("cp", "-r", BUCKET + "/dir", "out").exitCode()).isEqualTo(ExitCode.DAMAGED);
  }

  @DisplayName("P-38: a store that cannot be used is 5")
  @Test
  void tellsAStoreThatFails() throws IOException {
    cli.variable("DG_STORE", "file:" + Files.createFile(root.resolve("file")));

    cli.run("ls").failure(ExitCode.STORE);
  }

  @DisplayName("P-28: deleting what is not there succeeds")
  @Test
  void deletingNothingSucceeds() {
    assertThat(cli.ok("rm", BUCKET + "/none")).isEqualTo("delete: s3://releases/none\n");
    assertThat(cli.ok("rm", "-r", BUCKET + "/none/")).isEmpty();
  }

  @Test
  void onlyDebugShowsWhereAFailureComesFrom() {
    assertThat(cli.run("ls", "s3://nowhere").err()).doesNotContain("\tat ");
    assertThat(cli.run("--debug", "ls", "s3://nowhere").err())
        .startsWith("deltaglider: list: s3://nowhere: no such bucket\n")
        .contains("\tat io.deltaglider.cli.");
  }

  @Test
  void controlCharactersDoNotBreakTheLine() {
    assertThat(cli.run("cp", BUCKET + "/a\nb\u001b[2J", "x").failure(ExitCode.NOT_FOUND))
        .contains("s3://releases/a\\u000ab\\u001b[2J");
  }

  /** Standard output that fails once some bytes were written. */
  private static final class Failing extends OutputStream {
    private final String reason;
    private int left;

    Failing(String reason, int bytes) {
      this.reason = reason;
      this.left = bytes;
    }

    @Override
    public void write(int value) throws IOException {
      left--;
      if (left < 0) {
        throw new IOException(reason);
      }
    }
  }

  @Test
  void aReaderThatGoesAwayEndsTheCommandQuietly() throws IOException {
    cli.file("plain.zip", unrelated(3));
    cli.ok("cp", "plain.zip", BUCKET);

    for (String[] command : new String[][] {{"cp", BUCKET + "/plain.zip", "-"}, {"ls", BUCKET}}) {
      Result result = cli.run(new Failing("Broken pipe", 10), command);
      assertThat(result.err()).isEmpty();
      assertThat(result.exitCode()).isEqualTo(ExitCode.ABANDONED);
    }
  }

  @Test
  void outputThatCannotBeWrittenIsAnError() throws IOException {
    cli.file("plain.zip", unrelated(3));
    cli.ok("cp", "plain.zip", BUCKET);

    for (String[] command : new String[][] {{"cp", BUCKET + "/plain.zip", "-"}, {"ls", BUCKET}}) {
      Result result = cli.run(new Failing("No space left on device", 10), command);
      assertThat(result.failure(ExitCode.LOCAL)).endsWith(": No space left on device");
    }
  }

  @Test
  void helpAndVersionSucceed() {
    assertThat(cli.ok("--version")).startsWith("deltaglider ");
    assertThat(cli.ok("--help")).contains("Commands:").isEqualTo(cli.ok("help"));
    assertThat(cli.ok("help", "policy", "set")).isEqualTo(cli.ok("policy", "set", "--help"));
    assertThat(cli.run("help", "frobnicate").failure(ExitCode.USAGE)).contains("unknown command");
    assertThat(cli.run().failure(ExitCode.USAGE)).contains("no command given");
  }
}
