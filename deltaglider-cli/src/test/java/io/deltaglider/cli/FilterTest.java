package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void writeFiles() throws IOException {
    cli = Cli.withBucket(root);
    for (String name : new String[] {"a.txt", "b.log", "sub/a.log", "sub/c.txt"}) {
      cli.file("dir/" + name, text(name));
    }
  }

  @DisplayName("P-37: of repeated and mixed filters the last that matches decides")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--exclude *                               | ''",
        "--exclude * --include *.txt               | a.txt sub/c.txt",
        "--include *.txt --exclude *               | ''",
        "--exclude *.log                           | a.txt sub/c.txt",
        "--exclude * --include *.log --exclude sub/* | b.log",
        "--exclude sub/* --include sub/a*          | a.txt b.log sub/a.log",
        "--exclude=[ab].*                          | sub/a.log sub/c.txt",
        "--exclude=[!a].*                          | a.txt sub/a.log sub/c.txt",
        "--exclude ?.txt                           | b.log sub/a.log sub/c.txt",
        "--exclude dir/*                           | a.txt b.log sub/a.log sub/c.txt",
      })
  void theLastMatchDecides(String filters, String expected) {
    List<String> names = expected.isEmpty() ? List.of() : List.of(expected.split(" "));
    String all = filters + " dir " + BUCKET + "/x";
    cli.ok(("cp -r " + all).split(" +"));

    assertThat(cli.keys().stream().map(key -> key.substring("x/".length())))
        .containsExactlyElementsOf(names);

    cli.ok("cp", "-r", "dir", BUCKET + "/x");
    String remove = "rm -r --dryrun " + filters + " " + BUCKET + "/x";
    assertThat(cli.ok(remove.split(" +")).lines().map(line -> line.replaceAll(".*/x/", "")))
        .containsExactlyElementsOf(names);
    String fetch = "sync --dryrun " + filters + " " + BUCKET + "/x out";
    assertThat(cli.ok(fetch.split(" +")).lines().map(line -> line.replaceAll(".* to out/", "")))
        .containsExactlyElementsOf(names);
  }

  @Test
  void oneFileIsFilteredByItsName() {
    assertThat(cli.ok("cp", "dir/a.txt", BUCKET, "--exclude", "a*")).isEmpty();
    assertThat(cli.ok("rm", BUCKET + "/a.txt", "--exclude", "*")).isEmpty();
    assertThat(cli.keys()).isEmpty();
  }

  @Test
  void linksAreFollowedUnlessTold() throws IOException {
    Path link = cli.directory().resolve("dir/link.txt");
    Files.createSymbolicLink(link, Path.of("a.txt"));

    assertThat(cli.ok("cp", "-r", "--dryrun", "dir", BUCKET)).contains("dir/link.txt");
    assertThat(cli.ok("cp", "-r", "--dryrun", "--no-follow-symlinks", "dir", BUCKET))
        .doesNotContain("dir/link.txt")
        .hasLineCount(4);
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("."));
    assertThat(cli.run("cp", "-r", "--dryrun", "dir", BUCKET).failure(ExitCode.PARTIAL))
        .contains("link.txt: its symbolic links form a loop");
  }
}
