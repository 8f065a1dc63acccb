package io.deltaglider.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ObjectAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in README.md is the code that runs here. */
class ReadmeExampleTest {
  @TempDir private Path directory;

  @Test
  void theExampleWorksAsWritten() throws IOException {
    Path file = Files.write(directory.resolve("app.zip"), new byte[200_000]);
    Path restored = directory.resolve("restored.zip");

    PutOutcome outcome = example("file:" + directory.resolve("archive"), file, restored);

    assertThat(outcome.form()).isEqualTo(PutOutcome.Form.REFERENCE);
    assertThat(restored).hasSameBinaryContentAs(file);
  }

  @Test
  void theExampleIsTheOneInTheReadme() throws IOException {
    List<String> code =
        code(Path.of("src/test/java/io/deltaglider/wiring/ReadmeExampleTest.java"), "// begin");

    assertThat(code).hasSizeGreaterThan(10);
    assertThat(code(Path.of("../README.md"), "```java")).isEqualTo(code);
  }

  /** Returns the stripped lines between a mark and the end of its block. */
  private static List<String> code(Path file, String mark) throws IOException {
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .dropWhile(line -> !line.equals(mark))
        .skip(1)
        .takeWhile(line -> !line.equals("// end") && !line.equals("```"))
        .toList();
  }

  private PutOutcome example(String url, Path file, Path restored) throws IOException {
    Map<String, String> environment =
        Map.of("DG_CACHE_DIR", directory.toString(), "DG_SCRATCH_DIR", directory.toString());
    // begin
    StoreUrl store = StoreUrl.parse(url); // such as file:/var/archive or memory:
    var config = DeltaGliderConfig.of(store, EnvironmentSettings.read(environment));
    try (var session = DeltaGliderSession.open(config, Clock.systemUTC())) {
      DeltaGlider glider = session.deltaGlider();
      glider.createBucket("releases");
      ObjectAddress address = new ObjectAddress("releases", "v1.0.0/app.zip");
      PutOutcome outcome;
      try (InputStream content = Files.newInputStream(file)) {
        outcome = glider.put(PutRequest.of(address), content);
      }
      try (ObjectContent content = glider.get(GetRequest.of(address))) {
        Files.copy(content.body(), restored);
      }
      return outcome;
    }
    // end
  }
}
