package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncTest {
  private static final Instant STORED_AT = Instant.parse("2026-01-15T12:00:00Z");

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
    cli.clock(Clock.fixed(STORED_AT, ZoneOffset.UTC));
  }

  private Path file(String name, byte[] content, int secondsAfter) throws IOException {
    Path file = cli.file(name, content);
    Files.setLastModifiedTime(file, FileTime.from(STORED_AT.plusSeconds(secondsAfter)));
    return file;
  }

  private void object(String key, byte[] content) {
    cli.input(content).ok("cp", "-", BUCKET + "/" + key);
  }

  @DisplayName("P-15: sync compares logical sizes and times as aws s3 sync does")
  @ParameterizedTest
  @CsvSource({
    // the local file, compared with the object; then whether it is transferred
    "newer, same size, '', true, true",
    "older, same size, '', false, false",
    "equal, same size, '', false, false",
    "newer, other size, '', true, true",
    "older, other size, '', true, true",
    "newer, same size, --size-only, false, false",
    "older, same size, --size-only, false, false",
    "older, other size, --size-only, true, true",
    "newer, same size, --exact-timestamps, true, true",
    "older, same size, --exact-timestamps, false, true",
    "equal, same size, --exact-timestamps, false, false",
  })
  void comparesAsAwsDoes(String age, String size, String option, boolean uploads, boolean downloads)
      throws IOException {
    object("app/v1.0/app.zip", version(0));
    object("app/v1.1/app.zip", version(1));
    byte[] other = size.equals("same size") ? version(2) : text("other");
    int seconds = age.equals("newer") ? 60 : age.equals("older") ? -60 : 0;
    for (String name : new String[] {"v1.0/app.zip", "v1.1/app.zip"}) {
      file("app/" + name, other, seconds);
    }

    String[] words = ("sync --dryrun " + option).strip().split(" ");
    assertThat(cli.ok(with(words, "app", BUCKET + "/app")).lines()).hasSize(uploads ? 2 : 0);
    assertThat(cli.ok(with(words, BUCKET + "/app", "app")).lines()).hasSize(downloads ? 2 : 0);
  }

  private static String[] with(String[] words, String source, String target) {
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = source;
    all[words.length + 1] = target;
    return all;
  }

  @DisplayName("P-15: a second sync of deltas has nothing to do, whichever way")
  @Test
  void doesNothingTheSecondTime() throws IOException {
    for (int number = 0; number < 3; number++) {
      file("app/v1." + number + "/app.zip", version(number), -1);
    }

    assertThat(cli.ok("sync", "app", BUCKET + "/app").lines()).hasSize(3);
    assertThat(cli.ok("sync", "app", BUCKET + "/app")).isEmpty();
    assertThat(cli.ok("sync", BUCKET + "/app", "back").lines()).hasSize(3);
    assertThat(cli.ok("sync", "--exact-timestamps", BUCKET + "/app", "back")).isEmpty();
    assertThat(cli.ok("sync", BUCKET + "/app", BUCKET + "/copy").lines()).hasSize(3);
    assertThat(cli.ok("sync", BUCKET + "/app", BUCKET + "/copy")).isEmpty();
    assertThat(cli.directory().resolve("back/v1.2/app.zip")).hasBinaryContent(version(2));
  }

  @DisplayName("P-03: sync --delete at the root leaves everything internal, and all reads back")
  @Test
  void deleteLeavesInternalData() throws IOException {
    for (int number = 0; number < 3; number++) {
      file("app/v1." + number + "/app.zip", version(number), 0);
    }
    cli.ok("sync", "app", BUCKET);
    object("old.txt", text("old"));
    object("sub/reference.bin", text("a predecessor's"));
    Path internal = cli.store().resolve("releases/.deltaglider");
    var before = Cli.filesBelow(internal);
    Files.delete(cli.directory().resolve("app/v1.0/app.zip"));

    assertThat(cli.ok("sync", "--delete", "app", BUCKET).lines())
        .containsExactly("delete: s3://releases/old.txt", "delete: s3://releases/v1.0/app.zip");

    assertThat(before).isNotEmpty();
    assertThat(Cli.filesBelow(internal)).isEqualTo(before);
    assertThat(cli.keys()).containsExactly("sub/reference.bin", "v1.1/app.zip", "v1.2/app.zip");
    assertThat(cli.content(BUCKET + "/v1.2/app.zip")).isEqualTo(version(2));
  }

  @DisplayName("P-04: sync --delete of app/ deletes neither in app2/ nor app")
  @ParameterizedTest
  @CsvSource({"app", "app/"})
  void deletesOnlyBelowThePrefix(String prefix) throws IOException {
    for (String key : new String[] {"app", "app/gone", "app/kept", "app2/gone", "app.txt"}) {
      object(key, text("1234"));
    }
    file("dir/kept", text("1234"), -1);

    assertThat(cli.ok("sync", "--delete", "dir", BUCKET + "/" + prefix))
        .isEqualTo("delete: s3://releases/app/gone\n");
    assertThat(cli.keys()).containsExactly("app", "app.txt", "app/kept", "app2/gone");
  }

  @Test
  void whatIsExcludedIsNotDeleted() throws IOException {
    object("app/a.log", text("a"));
    object("app/b.txt", text("b"));
    Files.createDirectory(cli.directory().resolve("empty"));

    assertThat(cli.ok("sync", "--delete", "--exclude", "*.log", "empty", BUCKET + "/app"))
        .isEqualTo("delete: s3://releases/app/b.txt\n");
    file("local/a.log", text("a"), 0);
    file("local/b.txt", text("b"), 0);
    assertThat(cli.ok("sync", "--delete", "--exclude", "*.log", BUCKET + "/none", "local"))
        .isEqualTo("delete: local/b.txt\n");
    assertThat(Cli.filesBelow(cli.directory())).containsExactly("local/a.log");
  }

  @Test
  void aSourceThatIsNotThereDeletesNothing() throws IOException {
    object("app/b.txt", text("b"));
    file("local/b.txt", text("b"), 0);

    cli.run("sync", "--delete", "nowhere", BUCKET + "/app").failure(ExitCode.NOT_FOUND);
    cli.run("sync", "--delete", "s3://nowhere", "local").failure(ExitCode.NOT_FOUND);

    assertThat(cli.keys()).containsExactly("app/b.txt");
    assertThat(Cli.filesBelow(cli.directory())).containsExactly("local/b.txt");
  }

  @Test
  void aSourceThatCannotBeReadDeletesNothing() throws IOException {
    object("app/sub/b.txt", text("b"));
    object("app/z.txt", text("z"));
    Path link = file("dir/a.txt", text("a"), -1).resolveSibling("m.txt");
    Files.createSymbolicLink(link, Path.of("nowhere"));

    Result result = cli.run("sync", "--delete", "dir", BUCKET + "/app");

    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(result.err()).contains("m.txt: no such file", "so nothing more is deleted");
    assertThat(cli.keys()).contains("app/a.txt", "app/z.txt");
    Files.delete(link);
    assertThat(cli.ok("sync", "--delete", "dir", BUCKET + "/app").lines())
        .containsExactly("delete: s3://releases/app/sub/b.txt", "delete: s3://releases/app/z.txt");
  }

  @DisplayName("L-38: a//x and a/x are two keys, also after a sync within and between stores")
  @Test
  void doubleSlashesStay() throws IOException {
    object("a//x", text("double"));
    object("a/x", text("single"));
    String second = "file:" + root.resolve("second");
    cli.ok("--store", second, "mb", BUCKET);

    cli.ok("sync", BUCKET + "/a", BUCKET + "/copy");
    cli.ok("sync", "--target-store", second, BUCKET, BUCKET);

    assertThat(cli.keys()).containsExactly("a//x", "a/x", "copy//x", "copy/x");
    assertThat(cli.content(BUCKET + "/copy//x")).isEqualTo(text("double"));
    cli.variable("DG_STORE", second);
    assertThat(cli.keys()).containsExactly("a//x", "a/x", "copy//x", "copy/x");
    assertThat(cli.content(BUCKET + "/a/x")).isEqualTo(text("single"));
  }

  @DisplayName("L-38: keys that one directory cannot hold are named, and nothing is overwritten")
  @Test
  void whatADirectoryCannotHoldIsNamed() throws IOException {
    object("a//x", text("double"));
    object("a/x", text("single"));
    object("a/x/y", text("below a file"));

    Result result = cli.run("cp", "-r", "--concurrency", "1", BUCKET + "/a", "out");

    assertThat(result.exitCode()).isEqualTo(ExitCode.PARTIAL);
    assertThat(result.err().lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("s3://releases/a//x: no file below the target can stand"))
        .anyMatch(line -> line.contains("s3://releases/a/x/y to out/x/y: "));
    assertThat(Cli.filesBelow(cli.directory())).containsExactly("out/x");
    assertThat(cli.directory().resolve("out/x")).hasContent("single");
  }

  @Test
  void aTargetInsideTheSourceIsNotCopiedIntoItself() {
    object("a", text("a"));
    object("backup/old", text("old"));

    assertThat(cli.ok("sync", "--delete", BUCKET, BUCKET + "/backup").lines())
        .containsExactlyInAnyOrder(
            "copy: s3://releases/a to s3://releases/backup/a", "delete: s3://releases/backup/old");
    assertThat(cli.ok("cp", "-r", BUCKET, BUCKET + "/backup"))
        .isEqualTo("copy: s3://releases/a to s3://releases/backup/a\n");
    assertThat(cli.ok("sync", "--delete", BUCKET + "/backup", BUCKET)).isEmpty();
    assertThat(cli.keys()).containsExactly("a", "backup/a");
  }

  @Test
  void keysAreJoinedInTheOrderOfTheirBytes() throws IOException {
    for (String name : new String[] {"a/b", "a-b", "a.b", "\uff5e", "\ud83d\ude00", "a0"}) {
      file("dir/" + name, text(name), -1);
    }

    assertThat(cli.ok("sync", "dir", BUCKET).lines()).hasSize(6);
    assertThat(cli.ok("sync", "--delete", "dir", BUCKET)).isEmpty();
    assertThat(cli.ok("sync", "--delete", BUCKET, "dir")).isEmpty();
  }

  @DisplayName("P-36: what a killed download left is no content, and sync --delete removes it")
  @Test
  void whatAKilledDownloadLeftIsNoContent() throws IOException {
    String left = ".deltaglider-0123456789abcdef.part";
    file("dir/" + left, text("half"), -1);
    file("dir/.deltaglider-notes.part", text("a user's own"), -1);

    assertThat(cli.ok("sync", "dir", BUCKET + "/a").lines()).hasSize(1);
    assertThat(cli.ok("cp", "-r", "dir", BUCKET + "/b").lines()).hasSize(1);
    assertThat(cli.keys())
        .containsExactly("a/.deltaglider-notes.part", "b/.deltaglider-notes.part");
    assertThat(cli.ok("sync", "--delete", BUCKET + "/a", "dir"))
        .isEqualTo("delete: dir/" + left + "\n");
    assertThat(Cli.filesBelow(cli.directory())).containsExactly("dir/.deltaglider-notes.part");
  }
}
