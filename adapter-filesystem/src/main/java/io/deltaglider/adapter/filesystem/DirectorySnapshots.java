package io.deltaglider.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.deltaglider.adapter.filesystem.DirectoryNames.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Remembers the names in a few large directories, so that the pages of a listing do not read the
 * same directory again and again. Thread-safe.
 *
 * <p>What is remembered counts as long as the directory's time of modification is the same. Since
 * two changes in quick succession can leave the same time, names are only remembered if the time
 * had been the same for a while when they were read: any later change then gets another one.
 */
final class DirectorySnapshots implements DirectoryReader {
  /** Smaller directories are read again each time. */
  static final int MIN_NAMES = 1000;

  // More than the coarsest file system's unit of time, which is FAT's with two seconds.
  static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final int MAX_SNAPSHOTS = 4;
  private static final int MAX_SIGHTINGS = 64;

  private final LongSupplier nanoTime;
  private final Map<Path, Snapshot> snapshots = new Recent<>(MAX_SNAPSHOTS); // guarded by this
  private final Map<Path, Sighting> sightings = new Recent<>(MAX_SIGHTINGS); // guarded by this

  /** Names that were read when the directory had been unchanged for long enough. */
  private record Snapshot(FileTime modified, Range range, DirectoryNames names) {
    boolean answers(FileTime currentlyModified, Range wanted) {
      return modified.equals(currentlyModified)
          && wanted.isWithin(range)
          && names.reachBeyond(wanted);
    }
  }

  /** When a time of modification was seen first. */
  private record Sighting(FileTime modified, long nanos) {}

  /** Keeps the entries that were used most recently. */
  private static final class Recent<V> extends LinkedHashMap<Path, V> {
    private final int maxEntries;

    Recent(int maxEntries) {
      super(16, 0.75f, true);
      this.maxEntries = maxEntries;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Path, V> eldest) {
      return size() > maxEntries;
    }
  }

  /**
   * Creates an empty memory.
   *
   * @param nanoTime a clock that never goes back, such as {@link System#nanoTime}
   */
  DirectorySnapshots(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public DirectoryNames read(Path directory, Range range) throws IOException {
    FileTime modified;
    try {
      modified = Files.getLastModifiedTime(directory, NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return DirectoryNames.NONE;
    }
    Optional<DirectoryNames> remembered = remembered(directory, modified, range);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    boolean settled = hasSettled(directory, modified);
    DirectoryNames names = DirectoryNames.read(directory, range);
    if (settled && names.names().size() >= MIN_NAMES) {
      remember(directory, new Snapshot(modified, range, names));
    }
    return names;
  }

  private synchronized Optional<DirectoryNames> remembered(
      Path directory, FileTime modified, Range range) {
    return Optional.ofNullable(snapshots.get(directory))
        .filter(snapshot -> snapshot.answers(modified, range))
        .map(snapshot -> snapshot.names().within(range));
  }

  private synchronized boolean hasSettled(Path directory, FileTime modified) {
    Sighting sighting = sightings.get(directory);
    long now = nanoTime.getAsLong();
    if (sighting == null || !sighting.modified().equals(modified)) {
      sightings.put(directory, new Sighting(modified, now));
      return false;
    }
    return now - sighting.nanos() >= SETTLED_NANOS;
  }

  private synchronized void remember(Path directory, Snapshot snapshot) {
    snapshots.put(directory, snapshot);
  }
}
