package io.deltaglider.cli;

import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.unrelated;
import static io.deltaglider.cli.Versions.version;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import io.deltaglider.core.get.GetListener;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.SessionHooks;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateTest {
  private static final String PLAIN = "s3://plain";

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBuckets() throws IOException {
    cli = Cli.withBucket(root);
    cli.variable("XDG_STATE_HOME", root.resolve("state").toString());
    cli.ok("mb", PLAIN);
  }

  private void plain(String key, byte[] content) {
    cli.input(content).ok("cp", "--no-delta", "-", PLAIN + "/" + key);
  }

  private void fill(int versions) {
    for (int number = 0; number < versions; number++) {
      plain("app/v1." + number + "/app.zip", version(number));
    }
  }

  private Path journal() throws IOException {
    Path directory = root.resolve("state").resolve("deltaglider");
    List<String> files = Cli.filesBelow(directory);
    assertThat(files).hasSize(1);
    return directory.resolve(files.get(0));
  }

  private static String summary(Result result) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
    List<String> lines = result.lines();
    return lines.get(lines.size() - 1);
  }

  @Test
  void objectsBecomeDeltasThatReadBackAndKeepWhatTheUserSaid() {
    cli.input(version(0))
        .ok(
            "cp",
            "--no-delta",
            "--metadata",
            "owner=me",
            "--content-type",
            "x/y",
            "-",
            PLAIN + "/app/v1.0/app.zip");
    plain("app/v1.1/app.zip", version(1));
    plain("readme.txt", text("hello"));

    assertThat(cli.ok("migrate", "--yes", PLAIN, Cli.BUCKET))
        .contains("migrate: s3://plain/app/v1.0/app.zip to s3://releases/app/v1.0/app.zip (ref")
        .contains("migrate: s3://plain/app/v1.1/app.zip to s3://releases/app/v1.1/app.zip (delta)")
        .contains("migrate: 3 objects done (1 references, 1 deltas, 1 whole;");
    assertThat(cli.content(Cli.BUCKET + "/app/v1.0/app.zip")).isEqualTo(version(0));
    assertThat(cli.content(Cli.BUCKET + "/app/v1.1/app.zip")).isEqualTo(version(1));
    assertThat(cli.content(PLAIN + "/app/v1.1/app.zip")).isEqualTo(version(1));
    cli.ok("export", "--yes", Cli.BUCKET + "/app/v1.0/", PLAIN + "/back/");
    assertThat(Files.exists(root.resolve("store/plain/back/app.zip%object"))).isTrue();
    assertThat(readText(root.resolve("store/plain/back/app.zip%object")))
        .contains("\"owner\":\"me\"", "x/y")
        .doesNotContain("dg-");
  }

  private static String readText(Path file) {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @DisplayName("P-36: a resumed migration redoes changed sources, skips verified ones, and says so")
  @Test
  void changedSourcesAreDoneAgain() throws IOException {
    fill(3);
    cli.ok("migrate", "--yes", PLAIN, Cli.BUCKET);
    plain("app/v1.1/app.zip", version(17));
    plain("app/v1.3/app.zip", version(3));

    Result again = cli.run("migrate", "--yes", PLAIN, Cli.BUCKET);

    assertThat(again.out())
        .contains("skip: s3://plain/app/v1.0/app.zip (verified before)\n")
        .contains("skip: s3://plain/app/v1.2/app.zip (verified before)\n")
        .contains("v1.1/app.zip (delta; changed since it was done)\n")
        .contains("v1.3/app.zip (delta)\n");
    assertThat(summary(again)).contains("2 objects done", "1 of them changed", "2 verified before");
    assertThat(cli.content(Cli.BUCKET + "/app/v1.1/app.zip")).isEqualTo(version(17));
    assertThat(summary(cli.run("migrate", "--resume", PLAIN, Cli.BUCKET)))
        .contains(": 0 objects done", "4 verified before");
    assertThat(Files.readAllLines(journal())).hasSize(1 + 3 + 2);
  }

  @DisplayName("P-36: a journal line that was cut off is removed, and its object done again")
  @Test
  void aTornLineIsIgnored() throws IOException {
    fill(3);
    cli.ok("migrate", "--yes", PLAIN, Cli.BUCKET);
    List<String> whole = Files.readAllLines(journal());
    byte[] bytes = Files.readAllBytes(journal());
    Files.write(journal(), Arrays.copyOf(bytes, bytes.length - 7));

    assertThat(summary(cli.run("migrate", "--yes", PLAIN, Cli.BUCKET)))
        .contains(": 1 objects done", "2 verified before");
    assertThat(Files.readAllLines(journal())).hasSameSizeAs(whole);
    assertThat(cli.ok("migrate", "--yes", PLAIN, Cli.BUCKET))
        .contains(": 0 objects done", "3 verified before");
  }

  @DisplayName("P-36: a damaged journal line is passed over with a word, and its object done again")
  @Test
  void aDamagedLineIsReported() throws IOException {
    fill(3);
    cli.ok("migrate", "--yes", PLAIN, Cli.BUCKET);
    List<String> lines = Files.readAllLines(journal());
    lines.set(2, lines.get(2).replace("\"size\":200000", "\"size\":200001"));
    Files.write(journal(), lines);

    Result again = cli.run("migrate", "--yes", PLAIN, Cli.BUCKET);

    assertThat(again.err()).contains("1 damaged lines were passed over");
    assertThat(summary(again)).contains(": 1 objects done", "2 verified before");
  }

  @Test
  void onlyOneProcessWorksOnAJournal() throws IOException {
    fill(1);
    Path file = root.resolve("my.journal");
    Files.createFile(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThat(
              cli.run("migrate", "--yes", "--journal", file.toString(), PLAIN, Cli.BUCKET)
                  .failure(ExitCode.REFUSED))
          .contains("another process is working on it");
    }
    assertThat(cli.keys()).isEmpty();
  }

  @Test
  void aJournalOfAnotherMigrationIsRefused() {
    fill(1);
    String file = root.resolve("my.journal").toString();
    cli.ok("migrate", "--yes", "--journal", file, PLAIN, Cli.BUCKET);
    assertThat(
            cli.run("migrate", "--yes", "--journal", file, PLAIN, Cli.BUCKET + "/elsewhere")
                .failure(ExitCode.USAGE))
        .contains("it is for migrate ", "name another --journal");
  }

  @DisplayName("L-38: a//x and a/x both arrive")
  @Test
  void doubledSlashesAreKept() {
    plain("a//x.zip", version(1));
    plain("a/x.zip", version(2));

    cli.ok("migrate", "--yes", PLAIN, Cli.BUCKET);

    assertThat(cli.keys()).containsExactly("a//x.zip", "a/x.zip");
    assertThat(cli.content(Cli.BUCKET + "/a//x.zip")).isEqualTo(version(1));
    assertThat(cli.content(Cli.BUCKET + "/a/x.zip")).isEqualTo(version(2));
    Result out = cli.run("export", "--yes", Cli.BUCKET, "out");
    assertThat(out.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(out.err()).contains("s3://releases/a//x.zip", "no file below the target can stand");
    assertThat(cli.directory().resolve("out/a/x.zip")).hasBinaryContent(version(2));
  }

  @Test
  void thePrefixIsKeptUnlessToldOtherwise() {
    plain("old/x/a.txt", text("a"));
    cli.ok("migrate", "--yes", PLAIN + "/old/x", Cli.BUCKET + "/y");
    cli.ok("migrate", "--yes", "--no-preserve-prefix", PLAIN + "/old/x/", Cli.BUCKET + "/z/");
    assertThat(cli.keys()).containsExactly("y/x/a.txt", "z/a.txt");
  }

  @Test
  void theLastPatternThatMatchesDecides() {
    plain("a.zip", text("a"));
    plain("b.txt", text("b"));
    plain("logs/c.zip", text("c"));
    cli.ok(
        "migrate",
        "--yes",
        "--exclude",
        "*",
        "--include",
        "*.zip",
        "--exclude",
        "logs/*",
        PLAIN,
        Cli.BUCKET);
    assertThat(cli.keys()).containsExactly("a.zip");
  }

  @Test
  void nothingIsWrittenUnlessSomebodyAgrees() {
    fill(1);
    assertThat(cli.run("migrate", PLAIN, Cli.BUCKET).failure(ExitCode.USAGE))
        .contains("add --yes to do it");
    Result refused = cli.terminal().input(text("n\n")).run("migrate", PLAIN, Cli.BUCKET);
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).contains("1 objects of 0.2 MB", "Go on? [y/N]");
    assertThat(cli.keys()).isEmpty();
    assertThat(cli.input(text("y\n")).run("migrate", PLAIN, Cli.BUCKET).exitCode())
        .isEqualTo(ExitCode.OK);
    assertThat(cli.keys()).hasSize(1);
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    fill(2);
    List<String> before = Cli.filesBelow(cli.store());
    assertThat(cli.ok("migrate", "--dry-run", PLAIN, Cli.BUCKET))
        .contains("(dryrun) migrate: s3://plain/app/v1.0/app.zip to s3://releases/app/v1.0/app.zip")
        .contains("2 objects of 0.4 MB");
    assertThat(Cli.filesBelow(cli.store())).isEqualTo(before);
    assertThat(root.resolve("state")).doesNotExist();
  }

  @Test
  void oneObjectThatFailsDoesNotStopTheOthers() throws IOException {
    fill(3);
    Damage.flip(root.resolve("store/plain/app/v1.1/app.zip%object"), 100_000);
    Result result = cli.run("migrate", "--yes", PLAIN, Cli.BUCKET);
    assertThat(result.exitCode()).isEqualTo(ExitCode.DAMAGED);
    assertThat(result.err()).contains("s3://plain/app/v1.1/app.zip");
    assertThat(cli.keys()).containsExactly("app/v1.0/app.zip", "app/v1.2/app.zip");
  }

  @Test
  void inPlaceOnlyWhatSavesIsReplaced() throws IOException {
    fill(3);
    plain("alone/one.zip", unrelated(1));
    plain("notes.txt", text("small"));
    byte[] alone = Files.readAllBytes(root.resolve("store/plain/alone/one.zip%object"));

    Result first = cli.run("migrate", "--yes", PLAIN, PLAIN);

    assertThat(summary(first))
        .contains("3 objects done (1 references, 2 deltas", "2 needed nothing");
    assertThat(root.resolve("store/plain/alone/one.zip%object")).hasBinaryContent(alone);
    for (int number = 0; number < 3; number++) {
      assertThat(cli.content(PLAIN + "/app/v1." + number + "/app.zip")).isEqualTo(version(number));
    }
    assertThat(cli.ok("verify", "-r", PLAIN)).contains("0 invalid");
    assertThat(summary(cli.run("migrate", "--yes", PLAIN, PLAIN)))
        .contains(": 0 objects done", "5 verified before");
  }

  /** Opens stores in which somebody else overwrites an object just before we do. */
  private static CliEnvironment.SessionOpener overwriting(String key, byte[] content) {
    AtomicBoolean done = new AtomicBoolean();
    UnaryOperator<StoragePort> rival =
        store ->
            (StoragePort)
                Proxy.newProxyInstance(
                    StoragePort.class.getClassLoader(),
                    new Class<?>[] {StoragePort.class},
                    (proxy, method, arguments) -> {
                      if (method.getName().equals("put")
                          && ((ObjectAddress) arguments[0]).key().equals(key)
                          && !done.getAndSet(true)) {
                        store.put(
                            (ObjectAddress) arguments[0],
                            ContentSource.of(content),
                            ObjectAttributes.NONE,
                            WriteCondition.always());
                      }
                      try {
                        return method.invoke(store, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    });
    SessionHooks hooks =
        new SessionHooks(rival, UnaryOperator.identity(), GetListener.NONE, System::nanoTime);
    return (config, clock) -> DeltaGliderSession.open(config, clock, hooks);
  }

  @Test
  void inPlaceAConcurrentOverwriteWins() {
    fill(3);
    cli.sessions(overwriting("app/v1.1/app.zip", text("newer")));
    Result result = cli.run("migrate", "--yes", PLAIN, PLAIN);
    cli.sessions(DeltaGliderSession::open);

    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(result.err()).contains("s3://plain/app/v1.1/app.zip");
    assertThat(cli.content(PLAIN + "/app/v1.1/app.zip")).isEqualTo(text("newer"));
    assertThat(summary(cli.run("migrate", "--yes", PLAIN, PLAIN)))
        .contains(": 0 objects done", "1 needed nothing", "2 verified before", "0 failed");
  }

  @Test
  void exportInPlaceAConcurrentOverwriteWins() {
    fill(3);
    cli.ok("migrate", "--yes", PLAIN, PLAIN);
    cli.sessions(overwriting("app/v1.1/app.zip", text("newer")));
    Result result = cli.run("export", "--yes", PLAIN, PLAIN);

    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(cli.content(PLAIN + "/app/v1.1/app.zip")).isEqualTo(text("newer"));
  }

  @Test
  void exportInPlaceMakesDeltasPlain() throws IOException {
    fill(3);
    cli.ok("migrate", "--yes", PLAIN, PLAIN);

    assertThat(cli.ok("export", "--yes", PLAIN, PLAIN)).contains("export: 3 objects done");

    for (int number = 0; number < 3; number++) {
      String key = "app/v1." + number + "/app.zip";
      assertThat(cli.content(PLAIN + "/" + key)).isEqualTo(version(number));
      assertThat(readText(root.resolve("store/plain/" + key + "%object"))).doesNotContain("dg-");
    }
    assertThat(cli.ok("stats", PLAIN)).contains("3 (0 deltas)");
  }

  @Test
  void exportWritesNothingInternalIntoItsTarget() throws IOException {
    for (int number = 0; number < 3; number++) {
      cli.input(version(number)).ok("cp", "-", Cli.BUCKET + "/v1." + number + "/app.zip");
    }
    cli.ok("export", "--yes", Cli.BUCKET, PLAIN);
    assertThat(
            Cli.filesBelow(root.resolve("store/plain")).stream()
                .filter(f -> f.contains(".deltaglider")))
        .isEmpty();
    for (int number = 0; number < 3; number++) {
      assertThat(cli.content(PLAIN + "/v1." + number + "/app.zip")).isEqualTo(version(number));
    }
    cli.ok("export", "--yes", Cli.BUCKET, "files");
    assertThat(cli.directory().resolve("files/v1.2/app.zip")).hasBinaryContent(version(2));
    assertThat(cli.ok("export", "--yes", Cli.BUCKET, "files")).contains("3 verified before");
  }

  @Test
  void placesInsideEachOtherAreRefused() {
    fill(1);
    assertThat(cli.run("migrate", "--yes", PLAIN, PLAIN + "/copy").failure(ExitCode.USAGE))
        .contains("one is inside the other");
  }

  @Test
  void somethingMustBeThereToResume() {
    assertThat(cli.run("migrate", "--resume", PLAIN, Cli.BUCKET).failure(ExitCode.NOT_FOUND))
        .contains("no such journal");
  }
}
