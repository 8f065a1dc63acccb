package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.unrelated;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  private static final int GETS = 1_000;

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void storeVersions() throws IOException {
    cli = Cli.withBucket(root);
    for (int number = 0; number < 2; number++) {
      cli.file("app.zip", version(number));
      cli.ok("cp", "app.zip", BUCKET + "/v1." + number + "/");
    }
  }

  private static OutputStream closedAfter(int bytes) {
    return new OutputStream() {
      private int left = bytes;

      @Override
      public void write(int value) throws IOException {
        left--;
        if (left < 0) {
          throw new IOException("Broken pipe");
        }
      }
    };
  }

  @DisplayName("P-43: 1 000 gets that end, break off or fail leave nothing in scratch")
  @Test
  void getsLeaveNothing() {
    String object = BUCKET + "/v1.1/app.zip";
    for (int i = 0; i < GETS; i += 4) {
      assertThat(cli.run("cp", object, "-").exitCode()).isEqualTo(ExitCode.OK);
      assertThat(cli.run("cp", object, "out.zip").exitCode()).isEqualTo(ExitCode.OK);
      assertThat(cli.run(closedAfter(10), "cp", object, "-").exitCode())
          .isEqualTo(ExitCode.ABANDONED);
      assertThat(cli.run("cp", object, "out.zip/below").exitCode()).isEqualTo(ExitCode.LOCAL);
    }
    assertThat(cli.scratch()).isEmptyDirectory();
  }

  @DisplayName("P-43: no command leaves anything in scratch, whether it succeeds or fails")
  @Test
  void commandsLeaveNothing() throws IOException {
    cli.file("other.zip", unrelated(5));
    String[][] commands = {
      {"cp", "other.zip", BUCKET + "/v1.2/app.zip"},
      {"cp", "-r", ".", BUCKET + "/all"},
      {"cp", BUCKET + "/v1.1/app.zip", BUCKET + "/copy.zip"},
      {"cp", "other.zip", "s3://nowhere/app.zip"},
      {"ls", "-r", BUCKET},
      {"verify", "-r", BUCKET},
      {"stats", BUCKET},
      {"policy", "set", BUCKET, "--min-size", "70000"},
      {"rm", BUCKET + "/copy.zip"},
      {"rb", BUCKET, "--force"},
    };
    for (String[] command : commands) {
      cli.run(command);
      assertThat(cli.scratch()).as(String.join(" ", command)).isEmptyDirectory();
    }
  }

  @DisplayName("P-43: a damaged object leaves neither scratch nor a part of its file")
  @Test
  void damageLeavesNothing() throws IOException {
    Damage.flip(cli.stored("v1.1/app.zip"), 40);
    Files.delete(cli.directory().resolve("app.zip"));

    cli.run("cp", BUCKET + "/v1.1/app.zip", ".").failure(ExitCode.DAMAGED);

    assertThat(cli.scratch()).isEmptyDirectory();
    assertThat(cli.directory()).isEmptyDirectory();
  }
}
