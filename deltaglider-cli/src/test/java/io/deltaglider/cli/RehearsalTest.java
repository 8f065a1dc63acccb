package io.deltaglider.cli;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir private Path directory;

  @Test
  void everyCommandSucceeds() {
    assertThatCode(() -> Rehearsal.run(directory)).doesNotThrowAnyException();
  }
}
