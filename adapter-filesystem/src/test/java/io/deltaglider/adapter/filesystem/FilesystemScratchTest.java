package io.deltaglider.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.scratch.ScratchExhaustedException;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What scratch space leaves on the disk, and what it leaves alone. */
class FilesystemScratchTest {
  private static final String AREA = "deltaglider-scratch-0123456789abcdef";
  private static final String OWNER_TEXT = "DeltaGlider scratch area\n";

  @TempDir private Path directory;

  private FilesystemScratch open() throws IOException {
    return new FilesystemScratch(directory, 1_000_000, Duration.ZERO);
  }

  private List<Path> found() throws IOException {
    return DeepTrees.below(directory);
  }

  @Test
  @DisplayName("P-43 after 1 000 uses, read to the end, closed early or failed, nothing is left")
  void nothingIsLeftAfterManyUses() throws IOException {
    try (FilesystemScratch scratch = open()) {
      int atFirst = found().size();
      for (int i = 0; i < 1000; i++) {
        try (ScratchFile file = scratch.create(i)) {
          file.append(new byte[1000], 0, 1000);
          if (i % 3 == 0) {
            assertThat(file.stream().readAllBytes()).hasSize(1000);
          } else if (i % 3 == 1) {
            assertThatExceptionOfType(ScratchExhaustedException.class)
                .isThrownBy(() -> file.append(new byte[1_000_000], 0, 1_000_000));
          }
        }
      }
      assertThat(found()).hasSize(atFirst);
      assertThat(scratch.usedBytes()).isZero();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @DisplayName("P-43 scratch space closed with files open leaves nothing")
  void nothingIsLeftOfOpenFiles() throws IOException {
    try (FilesystemScratch scratch = open()) {
      for (int i = 0; i < 10; i++) {
        ScratchFile file = scratch.create(10);
        file.append(new byte[10], 0, 10);
      }
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("P-43 an open file has no name, and what has one is its owner's alone")
  void openFilesHaveNoName() throws IOException {
    try (FilesystemScratch scratch = open();
        ScratchFile file = scratch.create(10)) {
      file.append(new byte[10], 0, 10);

      assertThat(found()).hasSize(2);
      assertPermissions("rwx------", found().get(0));
      assertPermissions("rw-------", found().get(1));
      assertThat(found().get(1)).hasFileName("owner.lock");
    }
  }

  private static void assertPermissions(String wanted, Path path) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo(wanted);
  }

  @Test
  @DisplayName("P-43 what a dead process left is removed by the next one")
  void abandonedAreasAreRemoved() throws IOException {
    Path whole = Files.createDirectory(directory.resolve(AREA));
    Files.writeString(whole.resolve("owner.lock"), OWNER_TEXT);
    Files.writeString(whole.resolve("00000000deadbeef.scratch"), "left");
    Path unfinished = Files.createDirectory(directory.resolve(AREA.replace("0123", "aaaa")));
    Files.createFile(unfinished.resolve("owner.lock"));
    Files.createDirectory(directory.resolve(AREA.replace("0123", "bbbb")));

    open().close();

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @DisplayName("P-06 files that look like scratch files but are not are left alone")
  void lookAlikesAreLeftAlone() throws IOException {
    Files.writeString(directory.resolve("0123456789abcdef.scratch"), "mine");
    Files.writeString(directory.resolve("deltaglider-scratch-file"), "mine");
    Files.writeString(directory.resolve(AREA), "mine");
    plant(AREA.replace("0123", "aaaa"), "notes.txt", "mine");
    plant(AREA.replace("0123", "bbbb"), "owner.lock", "mine, too");
    plant(AREA.replace("0123", "cccc"), "0123456789abcdef.scratch", "without a lock file");
    plant(AREA.replace("0123", "dddd") + "-copy", "owner.lock", OWNER_TEXT);
    Map<Path, String> before = contents();

    plant(AREA.replace("0123", "eeee"), "owner.lock", OWNER_TEXT);
    plant(AREA.replace("0123", "eeee"), "thesis.txt", "mine");
    before.put(directory.resolve(AREA.replace("0123", "eeee")).resolve("thesis.txt"), "mine");
    open().close();

    assertThat(contents()).isEqualTo(before);
  }

  private void plant(String area, String name, String text) throws IOException {
    Files.createDirectories(directory.resolve(area));
    Files.writeString(directory.resolve(area).resolve(name), text);
  }

  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    for (Path file : DeepTrees.files(directory)) {
      contents.put(file, Files.readString(file));
    }
    return contents;
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @DisplayName("P-06 a symbolic link to an abandoned area is not followed")
  void linksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
    Files.writeString(elsewhere.resolve("owner.lock"), OWNER_TEXT);
    Files.writeString(elsewhere.resolve("0123456789abcdef.scratch"), "mine");
    Files.createSymbolicLink(directory.resolve(AREA), elsewhere);

    open().close();

    assertThat(elsewhere.resolve("0123456789abcdef.scratch")).hasContent("mine");
    assertThat(directory.resolve(AREA)).isSymbolicLink();
  }

  @Test
  @DisplayName("P-43 a killed process's files are gone, and a living one's are left alone")
  void killedProcessesLeaveNothing() throws Exception {
    try (FilesystemScratch first = open();
        FilesystemScratch second = open();
        ScratchFile file = first.create(10)) {
      int own = found().size();
      try (ChildJvm child = ChildJvm.start(ScratchHolder.class, directory.toString())) {
        assertThat(child.readLine()).isEqualTo("holds 1000000 bytes");
        // The child looked at this process's areas, and this one must not disturb the child's.
        open().close();
        assertThat(found()).hasSizeGreaterThan(own);

        child.kill();
      }
      open().close();

      assertThat(found()).hasSize(own);
      file.append(new byte[10], 0, 10);
      second.create(10).close();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  @DisplayName("P-49 an interrupted thread neither loses its file nor closes it for others")
  void interruptsDoNotCloseFiles() throws IOException {
    try (FilesystemScratch scratch = open();
        ScratchFile file = scratch.create(0)) {
      Thread.currentThread().interrupt();
      file.append(new byte[] {1, 2, 3}, 0, 3);
      byte[] buffer = new byte[3];

      assertThat(file.read(0, buffer, 0, 3)).isEqualTo(3);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(buffer).containsExactly(1, 2, 3);
      assertThat(file.stream().readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void aMissingDirectoryIsCreated() throws IOException {
    Path missing = directory.resolve("a/b");
    new FilesystemScratch(missing, 10, Duration.ZERO).close();
    assertThat(missing).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatCannotBeUsedIsAnError() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> new FilesystemScratch(file, 10, Duration.ZERO));
  }
}
