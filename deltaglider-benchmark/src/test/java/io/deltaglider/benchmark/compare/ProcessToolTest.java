package io.deltaglider.benchmark.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessToolTest {
  @TempDir Path directory;

  private PairFiles files = new PairFiles(Path.of(""), Path.of(""), Path.of(""));

  @BeforeEach
  void writeFiles() throws IOException {
    files = new PairFiles(directory.resolve("source"), directory.resolve("target"), directory);
    Files.writeString(files.source(), "source");
    Files.writeString(files.target(), "target");
  }

  /** Copies, so that the target is its own delta. */
  private record Copying(String decode) implements Command {
    @Override
    public List<String> encode(PairFiles files, Path delta) {
      return List.of("cp", files.target().toString(), delta.toString());
    }

    @Override
    public List<String> decode(PairFiles files, Path delta) {
      return List.of("sh", "-c", decode, "sh", delta.toString(), files.decoded().toString());
    }
  }

  private ProcessTool tool(String decode) {
    return new ProcessTool(ToolName.HDIFFZ, new Copying(decode), files, Map.of("WANTED", "target"));
  }

  @Test
  void whatIsDecodedIsComparedAndRemoved() throws Exception {
    ProcessTool tool = tool("printf $WANTED >$2; echo 9 9 9 9 >&2");

    Usage encode = tool.encode();
    Usage decode = tool.decode();

    assertThat(tool.deltaBytes()).isEqualTo(6);
    assertThat(encode.peakBytes().orElseThrow()).isBetween(100L << 10, 100L << 20);
    assertThat(decode.wall()).isLessThan(Duration.ofSeconds(9));
    assertThat(files.decoded()).doesNotExist();
  }

  @Test
  void anotherContentIsRefused() throws Exception {
    ProcessTool tool = tool("printf targez >$2");
    tool.encode();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(tool::decode)
        .withMessageContaining("hdiffz")
        .withMessageContaining(files.target().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo no good; exit 3",
        "cp $1 $2; [ -e $2.once ] && echo no good && exit 3; touch $2.once"
      })
  void aCommandThatFailsIsToldWithWhatItSaid(String decode) throws Exception {
    ProcessTool tool = tool(decode);
    tool.encode();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(tool::decode)
        .withMessageContaining("failed")
        .withMessageContaining("no good");
  }
}
