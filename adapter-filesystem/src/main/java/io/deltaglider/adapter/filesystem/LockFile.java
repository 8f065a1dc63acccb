package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A lock file: locks that hold among the threads of all processes. Each is a byte of the file, and
 * a lock of this process in front of it, since the operating system's do not hold between threads.
 *
 * <p>There is one instance for a file in a process, shared and counted: closing a second channel to
 * the file would drop the locks held through the first. Thread-safe.
 */
final class LockFile {
  /** How many keys can be locked at once. */
  static final int STRIPES = 64;

  private static final long WHOLE_POSITION = 0;
  private static final long FIRST_STRIPE_POSITION = 1;
  private static final long FIRST_SESSION_POSITION = 1L << 32;
  private static final long LAST_SESSION_POSITION = 1L << 48;
  private static final long FIRST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Map<Path, LockFile> OPEN = new HashMap<>(); // guarded by itself
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final FileChannel channel;
  private final long session;
  private int users; // guarded by OPEN
  private final ReentrantReadWriteLock whole = new ReentrantReadWriteLock(true);
  private final Object sharing = new Object();
  private @Nullable FileLock shared; // held while sharers > 0; guarded by sharing
  private int sharers; // guarded by sharing
  private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

  /** What is done while a lock is held. */
  @FunctionalInterface
  interface Action<T> {
    /** Does it. */
    T run() throws IOException;
  }

  private LockFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new ReentrantLock();
    }
    this.session = beginSession(channel);
  }

  /** Opens a lock file, creating it if it is missing, in a directory that exists. */
  static LockFile open(Path directory, String name) throws IOException {
    Path real = directory.toRealPath().resolve(name);
    synchronized (OPEN) {
      LockFile lockFile = OPEN.get(real);
      if (lockFile == null) {
        lockFile = create(real);
        OPEN.put(real, lockFile);
      }
      lockFile.users++;
      return lockFile;
    }
  }

  private static LockFile create(Path real) throws IOException {
    FileChannel channel =
        FileChannel.open(
            real, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return new LockFile(real, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Gives one opening back; the last one ends this process's session. */
  void release() throws IOException {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(file);
        channel.close();
      }
    }
  }

  /** Runs {@code action} while no one else, of whatever process, holds any lock of this file. */
  <T> T exclusively(Action<T> action) throws IOException {
    whole.writeLock().lock();
    try {
      FileLock lock = lock(WHOLE_POSITION, false);
      try {
        return action.run();
      } finally {
        lock.release();
      }
    } finally {
      whole.writeLock().unlock();
    }
  }

  /** Runs {@code action} while no one else holds the lock of this key or the exclusive one. */
  <T> T withKey(String key, Action<T> action) throws IOException {
    whole.readLock().lock();
    try {
      beginSharing();
      try {
        return withStripe(stripeOf(key), action);
      } finally {
        endSharing();
      }
    } finally {
      whole.readLock().unlock();
    }
  }

  private <T> T withStripe(int stripe, Action<T> action) throws IOException {
    stripes[stripe].lock();
    try {
      FileLock lock = lock(FIRST_STRIPE_POSITION + stripe, false);
      try {
        return action.run();
      } finally {
        lock.release();
      }
    } finally {
      stripes[stripe].unlock();
    }
  }

  /** Returns the name of this process's session. It lasts while the process has the file open. */
  String session() {
    return HexFormat.of().toHexDigits(session);
  }

  /**
   * Runs {@code action} if the session of that name has ended, while no one else does.
   *
   * @return whether it had
   */
  boolean ifEnded(String name, Action<?> action) throws IOException {
    long position = HexFormat.fromHexDigitsToLong(name);
    if (position < FIRST_SESSION_POSITION || position >= LAST_SESSION_POSITION) {
      return false;
    }
    FileLock lock;
    try {
      lock = channel.tryLock(position, 1, false);
    } catch (OverlappingFileLockException e) {
      return false; // This very process holds it.
    }
    if (lock == null) {
      return false;
    }
    try {
      action.run();
      return true;
    } finally {
      lock.release();
    }
  }

  private static long beginSession(FileChannel channel) throws IOException {
    while (true) {
      long position = RANDOM.nextLong(FIRST_SESSION_POSITION, LAST_SESSION_POSITION);
      if (channel.tryLock(position, 1, false) != null) {
        return position;
      }
    }
  }

  private void beginSharing() throws IOException {
    synchronized (sharing) {
      if (sharers == 0) {
        shared = lock(WHOLE_POSITION, true);
      }
      sharers++;
    }
  }

  private void endSharing() throws IOException {
    synchronized (sharing) {
      sharers--;
      if (sharers == 0) {
        Objects.requireNonNull(shared).release();
        shared = null;
      }
    }
  }

  /**
   * Waits for a byte. {@link FileChannel#lock} would close the channel when the thread is
   * interrupted, and drop the locks of all threads with it; trying again and again does not.
   */
  private FileLock lock(long position, boolean isShared) throws IOException {
    long pause = FIRST_PAUSE_NANOS;
    while (true) {
      FileLock lock = channel.tryLock(position, 1, isShared);
      if (lock != null) {
        return lock;
      }
      LockSupport.parkNanos(pause);
      pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while waiting for a lock in " + file);
      }
    }
  }

  private static int stripeOf(String key) {
    CRC32C checksum = new CRC32C();
    checksum.update(key.getBytes(UTF_8));
    return (int) (checksum.getValue() % STRIPES);
  }
}
