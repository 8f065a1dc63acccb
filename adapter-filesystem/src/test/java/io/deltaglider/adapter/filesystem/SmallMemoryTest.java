package io.deltaglider.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallMemoryTest {
  @Test
  void largeReadsAndWritesNeedLittleDirectMemory(@TempDir Path directory) throws Exception {
    List<String> options = List.of("-Xmx160m", "-XX:MaxDirectMemorySize=1m");
    try (ChildJvm child = ChildJvm.start(options, SmallMemoryProcess.class, directory.toString())) {
      assertThat(child.readAll()).hasSize(SmallMemoryProcess.THREADS);
    }
  }
}
