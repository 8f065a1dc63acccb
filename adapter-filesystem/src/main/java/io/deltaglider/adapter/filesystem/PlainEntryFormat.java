package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** Entries that are their content and nothing else. The hash proves them. */
final class PlainEntryFormat implements EntryFormat {
  private static final int BUFFER_BYTES = 64 * 1024;

  @Override
  public String fileName(CacheKey key) {
    return key.sha256() + ".reference";
  }

  @Override
  public long fileBytes(long contentBytes) {
    return contentBytes;
  }

  @Override
  public Optional<CachedReference> open(Path path, CacheKey key) throws IOException {
    PositionedFile file = PositionedFile.openForReading(path);
    boolean intact = false;
    try {
      long size = file.length();
      intact = hash(file, size).equals(key.sha256());
      return intact ? Optional.of(new PlainEntry(file, size)) : Optional.empty();
    } finally {
      if (!intact) {
        file.close();
      }
    }
  }

  @Override
  public boolean write(Path path, CacheKey key, ByteSource content) throws IOException {
    MessageDigest sha256 = EntryFormat.sha256();
    long size = content.size();
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, size)];
    try (PositionedFile file = PositionedFile.openForWriting(path)) {
      long position = 0;
      while (position < size) {
        int count = (int) Math.min(buffer.length, size - position);
        content.readFully(position, buffer, 0, count);
        sha256.update(buffer, 0, count);
        file.write(position, buffer, 0, count);
        position += count;
      }
    }
    return HexFormat.of().formatHex(sha256.digest()).equals(key.sha256());
  }

  private static String hash(PositionedFile file, long size) throws IOException {
    MessageDigest sha256 = EntryFormat.sha256();
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, size)];
    long position = 0;
    while (position < size) {
      int count = (int) Math.min(buffer.length, size - position);
      file.read(position, buffer, 0, count);
      sha256.update(buffer, 0, count);
      position += count;
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
