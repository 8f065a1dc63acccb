package io.deltaglider.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a cache. The directory itself is the only index: an entry's last use is its file's
 * time of modification, so that all processes see the same order.
 */
final class CacheDirectory {
  private static final Pattern ENTRY = Pattern.compile("[0-9a-f]{64}\\.(reference|encrypted)");
  private static final Pattern STAGED = Pattern.compile("([0-9a-f]{16})-[0-9a-f-]{36}\\.tmp");
  private static final String LOCK = "lock";

  private final Path parent;
  private final Path directory;
  private final EntryFormat format;
  private final Clock clock;
  private @Nullable LockFile locks; // guarded by this
  private Instant lastUse = Instant.MIN; // guarded by this

  /** An entry as the directory shows it. */
  private record Entry(Path file, long size, FileTime lastUse) {}

  CacheDirectory(Path parent, EntryFormat format, Clock clock) {
    this.parent = parent;
    this.directory = parent.resolve("references");
    this.format = format;
    this.clock = clock;
  }

  /** Opens an entry after checking its bytes; removes it if they are damaged. */
  Optional<CachedReference> open(CacheKey key) throws IOException {
    Path path = entry(key);
    if (!Files.isRegularFile(path, NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    Optional<CachedReference> entry = format.open(path, key);
    if (entry.isPresent()) {
      touch(path);
    } else {
      Files.deleteIfExists(path);
    }
    return entry;
  }

  /**
   * Writes an entry, and removes others until all fit.
   *
   * @return whether the content was the right one and the entry is there now
   */
  boolean store(CacheKey key, ByteSource content, long maxBytes) throws IOException {
    LockFile lockFile = locks();
    Path staged = directory.resolve(lockFile.session() + "-" + UUID.randomUUID() + ".tmp");
    try {
      PrivateFiles.createFile(staged);
      if (!format.write(staged, key, content)) {
        return false;
      }
      long bytes = Files.size(staged);
      if (bytes > maxBytes) {
        return false; // The content has grown since it was looked at.
      }
      return lockFile.exclusively(
          () -> {
            makeRoom(entry(key), maxBytes - bytes);
            touch(staged);
            Files.move(staged, entry(key), StandardCopyOption.ATOMIC_MOVE);
            return true;
          });
    } finally {
      Files.deleteIfExists(staged);
    }
  }

  /** Returns how many bytes the file of an entry with this content has. */
  long fileBytes(ByteSource content) {
    return format.fileBytes(content.size());
  }

  /** Removes the entries used least recently until the others hold no more than this. */
  private void makeRoom(Path replaced, long wantedBytes) throws IOException {
    List<Entry> entries = entries();
    entries.removeIf(entry -> entry.file().equals(replaced));
    entries.sort(Comparator.comparing(Entry::lastUse).thenComparing(Entry::file));
    long held = entries.stream().mapToLong(Entry::size).sum();
    for (Entry entry : entries) {
      if (held <= wantedBytes) {
        return;
      }
      Files.deleteIfExists(entry.file());
      held -= entry.size();
    }
  }

  /** Returns how many bytes all entries hold. */
  long usedBytes() throws IOException {
    return entries().stream().mapToLong(Entry::size).sum();
  }

  /** Ends this process's session. */
  synchronized void close() throws IOException {
    if (locks != null) {
      locks.release();
      locks = null;
    }
  }

  private Path entry(CacheKey key) {
    return directory.resolve(format.fileName(key));
  }

  /** Returns the locks. The first time, makes the directory and sweeps it. */
  private synchronized LockFile locks() throws IOException {
    if (locks == null) {
      Files.createDirectories(parent);
      if (!Files.isDirectory(directory, NOFOLLOW_LINKS)) {
        PrivateFiles.createDirectory(directory);
      }
      locks = LockFile.open(directory, LOCK);
      sweep(locks);
    }
    return locks;
  }

  private void sweep(LockFile lockFile) throws IOException {
    for (Path file : files()) {
      Matcher name = STAGED.matcher(file.getFileName().toString());
      if (name.matches()) {
        lockFile.ifEnded(name.group(1), () -> Files.deleteIfExists(file));
      }
    }
  }

  /** Marks an entry as used now, and later than any that this process used before. */
  private synchronized void touch(Path file) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    lastUse = now.isAfter(lastUse) ? now : lastUse.plus(1, ChronoUnit.MICROS);
    try {
      Files.setLastModifiedTime(file, FileTime.from(lastUse));
    } catch (IOException e) {
      // Evicted meanwhile, or on a read-only medium: the entry can be used all the same.
    }
  }

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files()) {
      if (ENTRY.matcher(file.getFileName().toString()).matches()) {
        attributes(file)
            .filter(BasicFileAttributes::isRegularFile)
            .map(found -> new Entry(file, found.size(), found.lastModifiedTime()))
            .ifPresent(entries::add);
      }
    }
    return entries;
  }

  private static Optional<BasicFileAttributes> attributes(Path file) throws IOException {
    try {
      return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(files::add);
      return files;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
