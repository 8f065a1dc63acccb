package io.deltaglider.cli;

import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaFilesTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void writeFiles() throws IOException {
    cli = new Cli(root);
    cli.file("old", version(1));
    cli.file("new", version(2));
    cli.file("empty", new byte[0]);
  }

  private String encode(String source, String target, String... options) {
    String[] command = {"delta", "encode", "--source", source, "--target", target, "--output", "d"};
    String[] all = new String[command.length + options.length];
    System.arraycopy(command, 0, all, 0, command.length);
    System.arraycopy(options, 0, all, command.length, options.length);
    return cli.ok(all);
  }

  private String decode(String source) {
    return cli.ok("delta", "decode", "--source", source, "--delta", "d", "--output", "back");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "5", "9"})
  void aDeltaGivesBackItsTarget(String effort) {
    assertThat(encode("old", "new", "--effort", effort, "--format", "vcdiff"))
        .matches("encode: d \\([0-9]{2} bytes for 200000\\)\n");
    assertThat(decode("old")).isEqualTo("decode: back (200000 bytes)\n");
    assertThat(cli.directory().resolve("back")).hasBinaryContent(version(2));
  }

  @Test
  void emptyFilesAreFilesToo() throws IOException {
    encode("empty", "new");
    decode("empty");
    assertThat(cli.directory().resolve("back")).hasBinaryContent(version(2));
    encode("old", "empty");
    decode("old");
    assertThat(cli.directory().resolve("back")).isEmptyFile();
  }

  @Test
  void speaksJson() {
    assertThat(encode("old", "new", "--json"))
        .startsWith("{\"operation\":\"encode\",\"target\":\"d\",\"size\":200000,\"deltaSize\":");
  }

  @Test
  void aDamagedDeltaIsRefusedAndNothingIsWritten() throws IOException {
    cli.file("d", text("no delta"));

    assertThat(
            cli.run("delta", "decode", "--source", "old", "--delta", "d", "--output", "back")
                .failure(ExitCode.DAMAGED))
        .startsWith("deltaglider: decode: d: malformed delta at byte 0");
    assertThat(Cli.filesBelow(cli.directory())).containsExactly("d", "empty", "new", "old");
  }

  @Test
  void anotherSourceIsRefused() throws IOException {
    encode("old", "new");
    cli.file("old", Versions.unrelated(99));

    cli.run("delta", "decode", "--source", "old", "--delta", "d", "--output", "back")
        .failure(ExitCode.DAMAGED);
    assertThat(cli.directory().resolve("back")).doesNotExist();
  }

  @Test
  void missingFilesAreNamed() {
    assertThat(
            cli.run("delta", "encode", "--source", "none", "--target", "new", "--output", "d")
                .failure(ExitCode.NOT_FOUND))
        .isEqualTo("deltaglider: read: none: no such file or directory");
    assertThat(cli.run("delta").failure(ExitCode.USAGE)).contains("needs encode or decode");
  }
}
