package io.deltaglider.benchmark.corpus;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The files of an npm package as a tar, taken from its webjar: {@code name-version.jar} becomes
 * {@code name-version.tar}. They are in the order of their names, of no owner, and of no time.
 */
record WebjarTar(String name, String version) implements Corpus {
  @Override
  public void make(Path directory) throws IOException {
    String prefix = "META-INF/resources/webjars/" + name + "/" + version + "/";
    Path jar = directory.resolve(name + "-" + version + ".jar");
    Path tar = directory.resolve(name + "-" + version + ".tar");
    try (ZipFile zip = new ZipFile(jar.toFile());
        TarArchiveOutputStream output =
            new TarArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(tar)),
                StandardCharsets.UTF_8.name())) {
      for (ZipEntry file : files(zip, prefix)) {
        TarArchiveEntry entry =
            new TarArchiveEntry("package/" + file.getName().substring(prefix.length()));
        entry.setSize(file.getSize());
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", ""); // not the user's who makes it
        output.putArchiveEntry(entry);
        try (InputStream content = zip.getInputStream(file)) {
          content.transferTo(output);
        }
        output.closeArchiveEntry();
      }
    }
  }

  private static List<? extends ZipEntry> files(ZipFile zip, String prefix) {
    return zip.stream()
        .filter(entry -> entry.getName().startsWith(prefix) && !entry.isDirectory())
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }
}
