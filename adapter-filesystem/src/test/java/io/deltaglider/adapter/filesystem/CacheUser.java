package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Random;

/** A process that uses a cache in a directory that others use as well. */
final class CacheUser {
  static final long MAX_BYTES = 1_000_000;
  static final int HALF = 200_000;

  private CacheUser() {}

  /** Runs a role: arguments are the directory, the role, a seed, and perhaps a key. */
  public static void main(String[] arguments) throws IOException {
    Optional<CacheEncryptionKey> key =
        arguments.length < 4
            ? Optional.empty()
            : Optional.of(CacheEncryptionKey.parse(arguments[3]));
    long seed = Long.parseLong(arguments[2]);
    try (ReferenceCache cache =
        new FilesystemReferenceCache(Path.of(arguments[0]), MAX_BYTES, key, Clock.systemUTC())) {
      switch (arguments[1]) {
        case "opener" -> open(cache, seed);
        case "stuck" -> storeHalf(cache, seed);
        case "storer" -> storeForEver(cache, seed);
        default -> throw new IllegalArgumentException(arguments[1]);
      }
    }
  }

  /** Returns content that belongs to a seed. */
  static byte[] content(long seed) {
    Random random = new Random(seed);
    byte[] content = new byte[2 * HALF - random.nextInt(HALF / 4)];
    random.nextBytes(content);
    return content;
  }

  private static void open(ReferenceCache cache, long seed) {
    Optional<CachedReference> found = cache.open(CacheKeys.of(content(seed)));
    System.out.println(found.isPresent() ? "there" : "absent");
    found.ifPresent(CachedReference::close);
  }

  /** Stores content that says when half of it was read, and then waits for input. */
  private static void storeHalf(ReferenceCache cache, long seed) {
    byte[] content = content(seed);
    ByteSource whole = ByteSource.of(content);
    cache.store(
        CacheKeys.of(content),
        new ByteSource() {
          @Override
          public long size() {
            return content.length;
          }

          @Override
          public int read(long position, byte[] buffer, int offset, int length) throws IOException {
            if (position >= HALF) {
              System.out.println("half");
              System.in.read();
            }
            return whole.read(position, buffer, offset, length);
          }
        });
  }

  /** Stores and opens until it is killed, and says each time what it is about to store. */
  private static void storeForEver(ReferenceCache cache, long first) throws IOException {
    for (long seed = first; !System.out.checkError(); seed++) {
      System.out.println(seed);
      byte[] content = content(seed);
      CacheKey key = CacheKeys.of(content);
      if (!cache.store(key, ByteSource.of(content))) {
        throw new IOException("not stored: " + seed);
      }
    }
  }
}
