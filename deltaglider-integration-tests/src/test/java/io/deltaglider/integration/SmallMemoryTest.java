package io.deltaglider.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Many large transfers at once in a small heap, against a server in another process. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells a process's peak of memory")
final class SmallMemoryTest {
  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:MaxDirectMemorySize=64m", "-XX:+ExitOnOutOfMemoryError");

  @TempDir private Path directory;

  @Test
  @DisplayName("L-24, P-31: 16 puts, then 16 gets, of 8 MB at once in a heap of 256 MiB")
  void someAtOnce() throws Exception {
    transfer(16, 8_000_000);
  }

  @Test
  @Tag("nightly")
  @DisplayName("L-24, P-31: 64 puts, then 64 gets, of 64 MB at once in a heap of 256 MiB")
  void manyAtOnce() throws Exception {
    transfer(64, 64_000_000);
  }

  private void transfer(int objects, long size) throws Exception {
    try (ServerProcess server = ServerProcess.start("-Xmx2g")) {
      Process client =
          ServerProcess.java(
                  ConcurrentTransfers.class,
                  SMALL,
                  List.of(
                      server.endpoint().toString(),
                      directory.toString(),
                      Integer.toString(objects),
                      Long.toString(size)))
              .start();
      String output = new String(client.getInputStream().readAllBytes(), UTF_8);

      assertThat(client.waitFor()).as(output).isZero();
      System.out.print(objects + " x " + size + " bytes: " + output);
      assertThat(output).startsWith("peak RSS ");
    }
    assertThat(filesIn(directory.resolve("scratch"))).isEmpty();
  }

  /** Lock files stay, scratch data does not. */
  private static List<Path> filesIn(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(Files::isRegularFile).filter(file -> file.toFile().length() > 0).toList();
    }
  }
}
