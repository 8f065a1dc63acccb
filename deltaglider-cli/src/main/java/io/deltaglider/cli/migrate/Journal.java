package io.deltaglider.cli.migrate;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What a migration has done so far, in a file that only one process works on at a time;
 * docs/MIGRATION.md. Thread-safe.
 */
public final class Journal implements Closeable {
  private static final int LINES_PER_FORCE = 64;
  private static final long NANOS_PER_FORCE = Duration.ofSeconds(1).toNanos();

  private final FileChannel channel; // guarded by this
  private final Verified verified;
  private final int damagedLines;
  private final LongSupplier nanoTime;
  private int unforcedLines; // guarded by this
  private long forcedAt; // guarded by this

  private Journal(FileChannel channel, Verified verified, int damagedLines, LongSupplier nanoTime) {
    this.channel = channel;
    this.verified = verified;
    this.damagedLines = damagedLines;
    this.nanoTime = nanoTime;
    this.forcedAt = nanoTime.getAsLong();
  }

  /**
   * Opens a journal, creating it and the directories above it if they are missing.
   *
   * @param nanoTime the monotonic clock, in nanoseconds
   * @throws CliException with exit code REFUSED if another process works on it, or USAGE if it is
   *     for something else
   * @throws IOException if it cannot be read or written
   */
  public static Journal open(Path file, JournalHeader header, LongSupplier nanoTime)
      throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      lock(channel, file);
      Verified verified = new Verified();
      JournalReader reader = new JournalReader(file, header, verified);
      reader.read(Channels.newInputStream(channel));
      channel.truncate(reader.goodBytes());
      channel.position(reader.goodBytes());
      if (!reader.headerSeen()) {
        write(channel, JournalCodec.encode(header));
        channel.force(true);
      }
      return new Journal(channel, verified, reader.damagedLines(), nanoTime);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The lock goes with the channel, and with the process. */
  private static void lock(FileChannel channel, Path file) throws IOException {
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // held in this process: the same as by another
    }
    if (lock == null) {
      throw new CliException(
          ExitCode.REFUSED,
          "open journal",
          file.toString(),
          "another process is working on it",
          "wait for its end, or name another --journal");
    }
  }

  /**
   * Reads what a journal says without creating or changing it; nothing if there is none.
   *
   * @throws CliException with exit code USAGE if it is for something else
   */
  static Verified peek(Path file, JournalHeader header) throws IOException {
    Verified verified = new Verified();
    if (Files.exists(file)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        new JournalReader(file, header, verified).read(Channels.newInputStream(channel));
      }
    }
    return verified;
  }

  Verified verified() {
    return verified;
  }

  /** Returns how many damaged lines were passed over. */
  public int damagedLines() {
    return damagedLines;
  }

  /** Notes that an object is done. Once this returns, killing the process does not undo it. */
  synchronized void append(JournalEntry entry) throws IOException {
    write(channel, JournalCodec.encode(entry));
    verified.add(entry);
    unforcedLines++;
    if (unforcedLines >= LINES_PER_FORCE || nanoTime.getAsLong() - forcedAt >= NANOS_PER_FORCE) {
      force();
    }
  }

  private static void write(FileChannel channel, byte[] line) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(line);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private synchronized void force() throws IOException {
    channel.force(false);
    unforcedLines = 0;
    forcedAt = nanoTime.getAsLong();
  }

  /** Forces what is left to disk, and lets another process work on it. */
  @Override
  public synchronized void close() throws IOException {
    try (FileChannel closing = channel) {
      if (closing.isOpen()) {
        force();
      }
    }
  }
}
