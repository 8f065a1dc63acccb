package io.deltaglider.benchmark.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CorporaTest {
  private static final int SIZE = 1 << 20;
  private static final String PREFIX = "META-INF/resources/webjars/tool/";

  @TempDir Path directory;

  static Stream<Corpus> seeded() {
    return Stream.of(
        new RandomFile(SIZE, "target"),
        new SwappedHalves(SIZE, "source", "target"),
        new MovedBlocks(SIZE, "source", "target"),
        new DatabasePages(200, "source", "target"));
  }

  @ParameterizedTest
  @MethodSource("seeded")
  void bytesAreTheSameEachTime(Corpus corpus) throws IOException {
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));

    corpus.make(first);
    corpus.make(second);

    assertThat(first).isDirectoryContaining("glob:**target");
    try (Stream<Path> files = Files.list(first)) {
      assertThat(files)
          .allSatisfy(
              file -> assertThat(second.resolve(file.getFileName())).hasSameBinaryContentAs(file));
    }
  }

  @Test
  void halvesChangePlaces() throws IOException {
    new SwappedHalves(5, "source", "target").make(directory);

    byte[] source = Files.readAllBytes(directory.resolve("source"));
    assertThat(directory.resolve("target"))
        .hasBinaryContent(new byte[] {source[2], source[3], source[4], source[0], source[1]});
  }

  @Test
  void pagesHaveTheirNumbersAndChecksumsAndFewAreOthers() throws IOException {
    new DatabasePages(400, "source", "target").make(directory);

    byte[] source = Files.readAllBytes(directory.resolve("source"));
    byte[] target = Files.readAllBytes(directory.resolve("target"));
    assertThat(source).hasSize(400 * DatabasePage.SIZE);
    assertThat(target).hasSize(404 * DatabasePage.SIZE);
    for (byte[] file : List.of(source, target)) {
      for (int number = 0; number < file.length / DatabasePage.SIZE; number++) {
        checkPage(page(file, number), number);
      }
    }
    long same =
        IntStream.range(0, 400)
            .filter(number -> Arrays.equals(page(source, number), page(target, number)))
            .count();
    assertThat(same).isBetween(300L, 370L);
  }

  private static byte[] page(byte[] file, int number) {
    int start = number * DatabasePage.SIZE;
    return Arrays.copyOfRange(file, start, start + DatabasePage.SIZE);
  }

  private static void checkPage(byte[] page, int number) {
    ByteBuffer buffer = ByteBuffer.wrap(page);
    assertThat(buffer.getInt(8)).isEqualTo(number);
    int checksum = buffer.getInt(12);
    buffer.putInt(12, 0);
    CRC32C crc = new CRC32C();
    crc.update(page);
    assertThat(checksum).isEqualTo((int) crc.getValue());
    buffer.putInt(12, checksum);
  }

  @Test
  void movedMembersAreThoseOfTheReleaseButForChangedOnes() throws IOException {
    Map<String, byte[]> older = new TreeMap<>();
    Map<String, byte[]> newer = new TreeMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 40; i++) {
      byte[] content = RandomFile.bytes(100 + i, random);
      older.put("p-1.0/" + i, content);
      newer.put("p-1.1/" + i, i % 10 == 5 ? RandomFile.bytes(100 + i, random) : content);
    }
    writeZip(directory.resolve("p-1.0.zip"), older);
    writeZip(directory.resolve("p-1.1.zip"), newer);

    new MovedMembers("p-", "1.0", "1.1", "moved.zip").make(directory);

    try (ZipFile moved = new ZipFile(directory.resolve("moved.zip").toFile())) {
      List<String> names = new ArrayList<>();
      for (ZipEntry entry : Collections.list(moved.entries())) {
        String name = entry.getName();
        names.add(name);
        assertThat(moved.getInputStream(entry))
            .hasBinaryContent((name.startsWith("p-1.0") ? older : newer).get(name));
      }
      assertThat(names).hasSize(40);
      assertThat(names.stream().filter(name -> name.startsWith("p-1.1")))
          .containsExactlyInAnyOrder("p-1.1/5", "p-1.1/15", "p-1.1/25", "p-1.1/35");
      assertThat(names.stream().map(name -> name.substring(6)))
          .doesNotHaveDuplicates()
          .isNotEqualTo(older.keySet().stream().map(name -> name.substring(6)).toList());
    }
    byte[] first = Files.readAllBytes(directory.resolve("moved.zip"));
    new MovedMembers("p-", "1.0", "1.1", "moved.zip").make(directory);
    assertThat(directory.resolve("moved.zip")).hasBinaryContent(first);
  }

  private static void writeZip(Path file, Map<String, byte[]> members) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : members.keySet()) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_700_000_000_000L);
        zip.putNextEntry(entry);
        zip.write(members.get(name));
        zip.closeEntry();
      }
    }
  }

  @Test
  void aTarOfAWebjarHasThePackagesFilesInOrderAndNothingOfTheMachine() throws IOException {
    Map<String, byte[]> members = new TreeMap<>(Collections.reverseOrder());
    members.put(PREFIX + "1/b.js", "b".getBytes(StandardCharsets.UTF_8));
    members.put(PREFIX + "1/a/c.js", "c".getBytes(StandardCharsets.UTF_8));
    members.put("META-INF/MANIFEST.MF", new byte[1]);
    writeZip(directory.resolve("tool-1.jar"), members);

    new WebjarTar("tool", "1").make(directory);

    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(Files.newInputStream(directory.resolve("tool-1.tar")))) {
      List<String> names = new ArrayList<>();
      TarArchiveEntry entry;
      while ((entry = tar.getNextEntry()) != null) {
        names.add(entry.getName() + "=" + new String(tar.readAllBytes(), StandardCharsets.UTF_8));
        assertThat(entry.getUserName()).isEmpty();
        assertThat(entry.getLongUserId()).isZero();
        assertThat(entry.getLastModifiedDate()).isEqualTo("1970-01-01T00:00:00Z");
      }
      assertThat(names).containsExactly("package/a/c.js=c", "package/b.js=b");
    }
  }

  @Test
  void anUnzippedTarIsWhatWasZipped() throws IOException {
    byte[] content = RandomFile.bytes(SIZE, new Random(8));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(content);
    }
    Files.write(directory.resolve("a.tar.gz"), zipped.toByteArray());

    new UnzippedTar("a.tar.gz", "a.tar").make(directory);

    assertThat(directory.resolve("a.tar")).hasBinaryContent(content);
  }
}
