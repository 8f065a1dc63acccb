package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.unrelated;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import io.deltaglider.core.get.GetListener;
import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.testserver.s3.S3TestServer;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.SessionHooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/JSON.md to what every command writes with {@code --json}. */
@Timeout(120)
class JsonOutputTest {
  private static final String PLAIN = "s3://plain";
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]*)(?=  )");

  /** Commands that write no document, and why. */
  private static final Map<String, String> TEXT =
      Map.of(
          "help", "is read by people",
          "completion", "is read by a shell");

  /** Names that would break lines, quotes and encodings. */
  private static final String ODD_KEY = "odd/a\n\"b\\\u2028\u00fc\ud83d\ude80";

  @TempDir Path root;
  private JsonPage page;
  private Cli cli;

  @BeforeEach
  void readPage() throws IOException {
    page = JsonPage.read();
    cli = new Cli(root);
    cli.variable("XDG_STATE_HOME", root.resolve("state").toString());
  }

  /** Runs a command, checks what it writes, and returns how many documents that was. */
  private int json(ExitCode expected, String command, String... arguments) throws IOException {
    Stream<String> words = Stream.concat(Stream.of(command.split(" ")), Stream.of(arguments));
    Result result = cli.run(Stream.concat(words, Stream.of("--json")).toArray(String[]::new));
    assertThat(result.exitCode()).as(command + ": " + result.err()).isEqualTo(expected);
    assertThat(result.err().lines())
        .allSatisfy(line -> assertThat(line).startsWith("deltaglider:"));
    assertThat(result.err().isEmpty()).as(command).isEqualTo(expected == ExitCode.OK);
    String[] lines = result.out().split("\n", -1);
    assertThat(lines[lines.length - 1]).as("behind the last line").isEmpty();
    for (int i = 0; i < lines.length - 1; i++) {
      page.check(command, lines[i]);
    }
    return lines.length - 1;
  }

  private int ok(String command, String... arguments) throws IOException {
    return json(ExitCode.OK, command, arguments);
  }

  @DisplayName("Every document of every command is as docs/JSON.md says, and every one occurs")
  @Test
  void documentsAreAsThePageSays() throws IOException {
    changeBuckets();
    transfer();
    synchronize();
    list();
    look();
    estimateAndCompare();
    migrate();
    verify();
    useLocalFiles();
    useS3();
    delete();
    collect();
    page.assertSeen();
  }

  private void collect() throws IOException {
    String garbage = "s3://garbage";
    ok("mb", garbage);
    ok("cp", "app.zip", garbage + "/app.zip");
    ok("rm", garbage + "/app.zip");
    assertThat(ok("gc", "--dry-run", garbage)).isEqualTo(1);
    assertThat(ok("gc", garbage)).isEqualTo(1);
    assertThat(ok("purge", "--dry-run", garbage)).isEqualTo(1);
    assertThat(ok("purge", garbage)).isEqualTo(1);
  }

  private void changeBuckets() throws IOException {
    assertThat(ok("ls")).isZero();
    assertThat(ok("mb", BUCKET)).isEqualTo(1);
    ok("mb", PLAIN);
    assertThat(json(ExitCode.REFUSED, "mb", BUCKET)).isZero();
    assertThat(ok("stats", BUCKET)).isEqualTo(1);
    ok("policy set", BUCKET, "--isolate", "customers/", "--off", "raw/");
    assertThat(ok("policy get", BUCKET)).isEqualTo(1);
    json(ExitCode.USAGE, "policy set", BUCKET, "--min-size", "1");
  }

  private void transfer() throws IOException {
    for (int number = 0; number < 3; number++) {
      cli.file("app.zip", version(number));
      ok("cp", "app.zip", BUCKET + "/v1." + number + "/");
    }
    cli.file("whole.zip", unrelated(3));
    ok("cp", "--no-delta", "whole.zip", BUCKET);
    cli.input(text("small"));
    assertThat(ok("cp", "-", BUCKET + "/small.zip")).isEqualTo(1);
    ok("cp", "-", BUCKET + "/" + ODD_KEY);
    ok("cp", "--dryrun", BUCKET + "/v1.0/app.zip", "back.zip");
    ok("cp", BUCKET + "/v1.0/app.zip", "back.zip");
    ok("cp", BUCKET + "/v1.0/app.zip", BUCKET + "/copy/");
    assertThat(ok("cp", "-r", BUCKET + "/none", "none")).isZero();
    assertThat(ok("cp", "--quiet", "app.zip", BUCKET + "/quiet/")).isZero();
    assertThat(json(ExitCode.NOT_FOUND, "cp", "none", BUCKET)).isZero();
    ok("mv", "--dryrun", "back.zip", BUCKET);
    ok("mv", "back.zip", BUCKET);
    ok("mv", BUCKET + "/back.zip", BUCKET + "/moved/");
    ok("mv", "-r", BUCKET + "/moved", "moved");
  }

  private void synchronize() throws IOException {
    cli.file("tree/a", text("a"));
    cli.file("tree/b", text("b"));
    assertThat(ok("sync", "tree", BUCKET + "/tree")).isEqualTo(2);
    assertThat(ok("sync", "tree", BUCKET + "/tree")).isZero();
    ok("sync", BUCKET + "/tree", BUCKET + "/mirror");
    ok("sync", BUCKET + "/tree", "down");
    Files.delete(cli.directory().resolve("tree/b"));
    ok("sync", "--delete", "--dryrun", "tree", BUCKET + "/tree");
    ok("sync", "--delete", "tree", BUCKET + "/tree");
    ok("sync", "--delete", BUCKET + "/tree", "down");
  }

  private void list() throws IOException {
    assertThat(ok("ls")).isEqualTo(2);
    ok("ls", BUCKET);
    ok("ls", "-r", "--human-readable", "--summarize", BUCKET);
    assertThat(ok("ls", PLAIN)).isZero();
    assertThat(ok("ls", PLAIN, "--summarize")).isEqualTo(1);
    assertThat(json(ExitCode.NOT_FOUND, "ls", "s3://nowhere")).isZero();
    assertThat(cli.run("ls", BUCKET + "/none", "--json").out()).isEmpty();
  }

  private void look() throws IOException {
    for (String level : List.of("quick", "sampled", "detailed")) {
      assertThat(ok("stats", "--level", level, BUCKET)).isEqualTo(1);
    }
    ok("stats", BUCKET + "/v1.0");
    json(ExitCode.NOT_FOUND, "stats", "s3://nowhere");
    ok("--version");
  }

  private void estimateAndCompare() throws IOException {
    Files.createDirectory(cli.directory().resolve("empty"));
    ok("estimate", "app.zip", "tree");
    ok("estimate", "empty");
    ok("estimate", BUCKET);
    json(ExitCode.NOT_FOUND, "estimate", "none");
    assertThat(ok("find-similar", "app.zip", BUCKET + "/v1.3/")).isGreaterThan(2);
    assertThat(ok("find-similar", "app.zip", PLAIN)).isEqualTo(1);
    ok("find-similar", BUCKET + "/v1.1/app.zip");
  }

  private void migrate() throws IOException {
    for (int number = 0; number < 3; number++) {
      cli.input(version(number)).ok("cp", "--no-delta", "-", PLAIN + "/v1." + number + "/app.zip");
    }
    cli.input(text("small")).ok("cp", "-", PLAIN + "/small.zip");
    assertThat(json(ExitCode.USAGE, "migrate", PLAIN, BUCKET + "/new/")).isZero();
    ok("migrate", "--dry-run", PLAIN, BUCKET + "/new/");
    ok("migrate", "--yes", "--include", "*.zip", PLAIN, BUCKET + "/new/");
    ok("migrate", "--yes", PLAIN, BUCKET + "/new/");
    ok("migrate", "--yes", PLAIN, PLAIN);
    ok("export", "--dry-run", PLAIN, "out");
    ok("export", "--yes", PLAIN, "out");
    ok("export", "--yes", PLAIN, "out");
    assertThat(ok("export", "--yes", PLAIN + "/none", "out2")).isEqualTo(1);
  }

  private void verify() throws IOException {
    ok("verify", BUCKET + "/v1.1/app.zip");
    ok("verify", "-r", PLAIN);
    assertThat(ok("verify", "-r", PLAIN + "/none")).isEqualTo(1);
    Damage.flip(cli.stored("whole.zip"), 0);
    json(ExitCode.DAMAGED, "verify", BUCKET + "/whole.zip");
    json(ExitCode.DAMAGED, "verify", "-r", BUCKET);
  }

  private void useLocalFiles() throws IOException {
    cli.file("old.zip", version(0));
    ok("demo", "old.zip", "app.zip");
    json(ExitCode.NOT_FOUND, "demo", "none.zip");
    ok("delta encode", "--source", "old.zip", "--target", "app.zip", "--output", "delta");
    ok("delta decode", "--source", "old.zip", "--delta", "delta", "--output", "new.zip");
    cli.file("broken", text("no delta"));
    json(
        ExitCode.DAMAGED,
        "delta decode",
        "--source",
        "old.zip",
        "--delta",
        "broken",
        "--output",
        "new.zip");
  }

  private void delete() throws IOException {
    ok("rm", "--dryrun", BUCKET + "/whole.zip");
    ok("rm", BUCKET + "/" + ODD_KEY);
    assertThat(ok("rm", BUCKET + "/none")).isEqualTo(1);
    assertThat(ok("rm", "-r", BUCKET + "/none")).isZero();
    ok("rm", "-r", "--dryrun", BUCKET);
    ok("rm", "-r", BUCKET + "/v1.0");
    assertThat(json(ExitCode.REFUSED, "rb", BUCKET)).isZero();
    assertThat(ok("rb", "--force", BUCKET)).isGreaterThan(3);
  }

  /** Runs what only S3 can. */
  private void useS3() throws IOException {
    System.setProperty("aws.accessKeyId", S3TestServer.ACCESS_KEY);
    System.setProperty("aws.secretAccessKey", S3TestServer.SECRET_KEY);
    String store = cli.variables().put("DG_STORE", "s3:");
    try (S3TestServer s3 = S3TestServer.start()) {
      cli.variable("AWS_ENDPOINT_URL", s3.endpoint().toString())
          .variable("AWS_REGION", "eu-west-1");
      ok("mb", BUCKET);
      ok("cp", "app.zip", BUCKET);
      ok("presign", BUCKET + "/app.zip");
      ok("put-bucket-acl", "--acl", "private", BUCKET);
      ok("get-bucket-acl", BUCKET);
      cli.sessions(
          (config, clock) -> DeltaGliderSession.open(config, clock, hooksWithAFatalRule()));
      ok("stats", BUCKET);
    } finally {
      cli.sessions(DeltaGliderSession::open).variable("DG_STORE", store);
      System.clearProperty("aws.accessKeyId");
      System.clearProperty("aws.secretAccessKey");
    }
    json(ExitCode.REFUSED, "presign", BUCKET + "/v1.1/app.zip");
    json(ExitCode.REFUSED, "get-bucket-acl", BUCKET);
    json(ExitCode.REFUSED, "put-bucket-acl", "--acl", "private", BUCKET);
  }

  private static SessionHooks hooksWithAFatalRule() {
    return new SessionHooks(
        storage -> {
          storage.setLifecycleRules("releases", List.of(new LifecycleRule("all", "", true)));
          return storage;
        },
        UnaryOperator.identity(),
        GetListener.NONE,
        System::nanoTime);
  }

  @DisplayName("Every command is in docs/JSON.md, and text is written by those alone that must")
  @Test
  void everyCommandIsOnThePage() {
    Set<String> commands = new TreeSet<>(Set.of("--version"));
    addCommands("", commands);
    assertThat(commands).hasSizeGreaterThan(20);
    assertThat(page.commands()).isEqualTo(commands);
    assertThat(page.textCommands()).isEqualTo(TEXT.keySet());
  }

  /** Adds the commands of a group: what its help lists, unless these are groups themselves. */
  private void addCommands(String group, Set<String> commands) {
    List<String> words = new ArrayList<>(List.of("help"));
    words.addAll(group.isEmpty() ? List.of() : List.of(group.strip().split(" ")));
    String help = cli.ok(words.toArray(String[]::new));
    int start = help.indexOf("\nCommands:");
    if (start < 0) {
      commands.add(group.strip());
      return;
    }
    COMMAND
        .matcher(help.substring(start))
        .results()
        .forEach(name -> addCommands(group + name.group(1) + " ", commands));
  }

  @Test
  void textStaysText() {
    assertThat(cli.ok("help", "cp", "--json")).isEqualTo(cli.ok("help", "cp"));
    assertThat(cli.ok("cp", "--help", "--json")).isEqualTo(cli.ok("help", "cp"));
    assertThat(cli.ok("completion", "bash", "--json")).isEqualTo(cli.ok("completion", "bash"));
  }

  @Test
  void contentIsNotMixedWithDocuments() {
    cli.ok("mb", BUCKET);
    cli.input(text("content")).ok("cp", "-", BUCKET + "/x");
    assertThat(cli.ok("cp", "--json", BUCKET + "/x", "-")).isEqualTo("content");
  }

  @Test
  void whoIsAskedSeesWhatIsAsked() {
    cli.ok("mb", BUCKET);
    cli.ok("mb", PLAIN);
    cli.input(text("content")).ok("cp", "-", PLAIN + "/x");

    Result result = cli.terminal().input(text("n\n")).run("migrate", PLAIN, BUCKET, "--json");

    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("migrate file:")
        .contains(": 1 objects of 0.0 MB", "\nGo on? [y/N] ")
        .contains(": not confirmed"); // in red
  }
}
