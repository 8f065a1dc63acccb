package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProcessTest {
  private static final int LARGE = 100_000_000;

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
  }

  private static WatchService watch(Path directory) throws IOException {
    WatchService watch = directory.getFileSystem().newWatchService();
    directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
    return watch;
  }

  /** Interrupts a command as soon as it creates something. */
  private static Result interrupt(ChildProcess child, WatchService watch) throws Exception {
    Process signaller = child.signaller("INT");
    WatchKey key = watch.poll(30, TimeUnit.SECONDS);
    ChildProcess.fire(signaller);
    assertThat(key).isNotNull();
    assertThat(signaller.waitFor()).isZero();
    return child.result();
  }

  @DisplayName("P-38: an interrupted download ends with 130 and leaves no temporary file")
  @Test
  void anInterruptedDownloadLeavesNothing() throws Exception {
    cli.file("large.bin", new byte[LARGE]);
    cli.ok("cp", "--no-delta", "large.bin", BUCKET);
    Path target = Files.createDirectory(cli.directory().resolve("target"));
    Files.write(target.resolve("large.bin"), text("as it was"));

    try (WatchService watch = watch(target);
        ChildProcess child = ChildProcess.start(cli, "cp", BUCKET + "/large.bin", "target/")) {
      Result result = interrupt(child, watch);
      assertThat(result.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(result.err() + result.out()).isEmpty();
    }
    assertThat(Cli.filesBelow(target)).containsExactly("large.bin");
    assertThat(target.resolve("large.bin")).hasContent("as it was");
    assertThat(cli.scratch()).isEmptyDirectory();
  }

  @DisplayName("P-38: an interrupted download of a tree ends with 130 and leaves whole files only")
  @Test
  void anInterruptedTreeLeavesWholeFiles() throws Exception {
    for (int i = 0; i < 30; i++) {
      cli.file("tree/" + i + ".bin", new byte[LARGE / 10]);
    }
    cli.ok("cp", "-r", "--no-delta", "--quiet", "tree", BUCKET + "/tree");
    Path target = Files.createDirectory(cli.directory().resolve("target"));

    try (WatchService watch = watch(target);
        ChildProcess child = ChildProcess.start(cli, "cp", "-r", BUCKET + "/tree", "target")) {
      Result result = interrupt(child, watch);
      assertThat(result.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(result.err()).isEmpty();
    }
    assertThat(Cli.filesBelow(target)).hasSizeLessThan(30);
    for (String name : Cli.filesBelow(target)) {
      assertThat(target.resolve(name)).hasSize(LARGE / 10);
    }
    assertThat(cli.scratch()).isEmptyDirectory();
  }

  @DisplayName("P-38: an interrupted upload ends with 130, and nothing is stored")
  @Test
  void anInterruptedUploadStoresNothing() throws Exception {
    try (ChildProcess child = ChildProcess.start(cli, "cp", "-", BUCKET + "/x.zip")) {
      // More than a pipe holds: when this returns, the command is reading.
      child.input().write(version(1));
      child.input().flush();
      Process signaller = child.signaller("INT");
      ChildProcess.fire(signaller);
      Result result = child.result();
      assertThat(result.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(result.err()).isEmpty();
    }
    assertThat(cli.keys()).isEmpty();
    assertThat(cli.scratch()).isEmptyDirectory();
  }

  @DisplayName("P-38: an interrupted demo ends with 130 and leaves nothing")
  @Test
  void anInterruptedDemoLeavesNothing() throws Exception {
    try (WatchService watch = watch(cli.scratch());
        ChildProcess child = ChildProcess.start(cli, "demo")) {
      assertThat(interrupt(child, watch).exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    }
    assertThat(cli.scratch()).isEmptyDirectory();
  }

  @DisplayName("P-38: the exit code is the process's")
  @Test
  void theExitCodeIsTheProcesss() throws Exception {
    try (ChildProcess child = ChildProcess.start(cli, "ls", "s3://nowhere")) {
      Result result = child.result();
      assertThat(result.failure(ExitCode.NOT_FOUND)).contains("s3://nowhere: no such bucket");
    }
    try (ChildProcess child = ChildProcess.start(cli, "ls")) {
      Result result = child.result();
      assertThat(result.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(result.out()).endsWith(" releases\n");
    }
  }

  @DisplayName("P-02: processes that put the first versions of a family at once all read back")
  @Test
  void firstVersionsFromTwoProcesses() throws Exception {
    int rounds = 2;
    for (int round = 0; round < rounds; round++) {
      List<ChildProcess> children = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        children.add(ChildProcess.start(cli, "cp", "-", uri(round, i)));
      }
      // More than a pipe holds: when both are written, both commands are reading.
      for (int i = 0; i < 2; i++) {
        children.get(i).input().write(Versions.unrelated(2L * round + i));
      }
      for (ChildProcess child : children) {
        child.input().close();
      }
      for (ChildProcess child : children) {
        Result result = child.result();
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
        child.close();
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < 2; i++) {
        assertThat(cli.content(uri(round, i))).isEqualTo(Versions.unrelated(2L * round + i));
      }
    }
    assertThat(cli.ok("verify", "-r", BUCKET)).contains("verified 4 objects: 4 valid,");
  }

  /** Returns the URI of a version in a family of its own. */
  private static String uri(int round, int version) {
    return BUCKET + "/round-" + (char) ('a' + round) + "/v1." + version + "/app.zip";
  }

  @Test
  void objectsLargerThanTheHeapWork() throws Exception {
    Path file = cli.file("large.tar", new byte[LARGE]);
    List<String> small = List.of("-Xmx64m", "-XX:MaxDirectMemorySize=16m");
    for (String[] command :
        new String[][] {
          {"cp", "large.tar", BUCKET + "/v1.0/large.tar"},
          {"cp", "large.tar", BUCKET + "/v1.1/large.tar"},
          {"cp", BUCKET + "/v1.1/large.tar", "back.tar"},
        }) {
      try (ChildProcess child = ChildProcess.start(cli, small, command)) {
        Result result = child.result();
        assertThat(result.exitCode()).as(result.err()).isEqualTo(ExitCode.OK);
      }
    }
    assertThat(Files.mismatch(file, cli.directory().resolve("back.tar"))).isEqualTo(-1);
    assertThat(cli.scratch()).isEmptyDirectory();
  }
}
