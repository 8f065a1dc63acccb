package io.deltaglider.benchmark.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip with its members in another order, and those that the next release changed as they are
 * there. Compressed bytes are copied as they are.
 *
 * <p>Times of members keep their value only where the default time zone is UTC.
 */
record MovedMembers(String product, String version, String nextVersion, String target)
    implements Corpus {
  private static final long SEED = 1;

  private record Member(ZipFile zip, ZipArchiveEntry entry) {}

  @Override
  public void make(Path directory) throws IOException {
    Path file = directory.resolve(target);
    Files.deleteIfExists(file);
    try (ZipFile older = open(directory, version);
        ZipFile newer = open(directory, nextVersion);
        ZipArchiveOutputStream output = new ZipArchiveOutputStream(file)) {
      Map<String, Member> changed = changed(older, newer);
      List<Member> members = new ArrayList<>();
      for (ZipArchiveEntry entry : Collections.list(older.getEntriesInPhysicalOrder())) {
        members.add(changed.getOrDefault(entry.getName(), new Member(older, entry)));
      }
      Collections.shuffle(members, new Random(SEED));
      for (Member member : members) {
        try (InputStream compressed = member.zip().getRawInputStream(member.entry())) {
          output.addRawArchiveEntry(member.entry(), compressed);
        }
      }
    }
  }

  private ZipFile open(Path directory, String release) throws IOException {
    return ZipFile.builder().setPath(directory.resolve(product + release + ".zip")).get();
  }

  /** Returns the members that the next release changed by their names in this one. */
  private Map<String, Member> changed(ZipFile older, ZipFile newer) {
    Map<String, Member> changed = new HashMap<>();
    for (ZipArchiveEntry entry : Collections.list(newer.getEntries())) {
      String name = entry.getName().replace(nextVersion, version);
      ZipArchiveEntry before = older.getEntry(name);
      if (before != null && before.getCrc() != entry.getCrc()) {
        changed.put(name, new Member(newer, entry));
      }
    }
    return changed;
  }
}
