package io.deltaglider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"'deltaglider ver', 1, verify", "'deltaglider ls --summ', 2, --summarize"})
  void bashCompletesCommandsAndOptions(String typed, int word, String expected) throws Exception {
    Path script = directory.resolve("completion");
    Files.writeString(script, new Cli(directory).ok("completion", "bash"));

    String ask =
        String.format(
            ". '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_deltaglider;"
                + " printf '%%s\\n' \"${COMPREPLY[@]}\"",
            script, typed, word);
    Process bash = new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();

    assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8).lines()).contains(expected);
    assertThat(bash.waitFor()).isZero();
  }

  @Test
  void otherShellsAreRefused() throws Exception {
    assertThat(new Cli(directory).run("completion", "fish").failure(ExitCode.USAGE))
        .contains("fish");
  }
}
