package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a cache entry's file looks like: content alone, or a header and the encrypted content. The
 * two kinds have names of their own.
 */
final class EntryFormat {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Optional<CacheEncryptionKey> key;

  /** Turns content into what the file holds, and back. */
  @FunctionalInterface
  interface Transformation {
    /** Replaces bytes that stand at {@code position} of the content. */
    void apply(long position, byte[] bytes, int offset, int length);
  }

  /** Creates the format of plain entries, or with a key that of encrypted ones. */
  EntryFormat(Optional<CacheEncryptionKey> key) {
    this.key = key;
  }

  /** Returns the name of an entry's file. */
  String fileName(String sha256) {
    return sha256 + (key.isPresent() ? ".encrypted" : ".reference");
  }

  /** Returns how many bytes the file has besides the content. */
  int headerBytes() {
    return key.isPresent() ? EntryCipher.HEADER_BYTES : 0;
  }

  /** Opens an entry if its content has this hash. */
  Optional<CachedFile> open(Path path, String sha256) throws IOException {
    PositionedFile file = PositionedFile.openForReading(path);
    boolean intact = false;
    try {
      long size = file.length() - headerBytes();
      if (size < 0) {
        return Optional.empty();
      }
      byte[] header = new byte[headerBytes()];
      file.read(0, header, 0, header.length);
      CachedFile entry = new CachedFile(file, header.length, size, transformation(header));
      intact = hash(entry).equals(sha256);
      return intact ? Optional.of(entry) : Optional.empty();
    } finally {
      if (!intact) {
        file.close();
      }
    }
  }

  /**
   * Writes content to an empty file.
   *
   * @return the content's SHA-256
   */
  String write(Path path, ByteSource content) throws IOException {
    byte[] header = key.isPresent() ? EntryCipher.newHeader() : new byte[0];
    Transformation transformation = transformation(header);
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (PositionedFile file = PositionedFile.openForWriting(path)) {
      file.write(0, header, 0, header.length);
      long position = 0;
      while (position < content.size()) {
        int count = (int) Math.min(buffer.length, content.size() - position);
        content.readFully(position, buffer, 0, count);
        sha256.update(buffer, 0, count);
        transformation.apply(position, buffer, 0, count);
        file.write(header.length + position, buffer, 0, count);
        position += count;
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private Transformation transformation(byte[] header) {
    if (key.isPresent()) {
      return new EntryCipher(key.get(), header);
    }
    return (position, bytes, offset, length) -> {};
  }

  private static String hash(ByteSource content) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[BUFFER_BYTES];
    long position = 0;
    while (position < content.size()) {
      int count = content.read(position, buffer, 0, buffer.length);
      sha256.update(buffer, 0, count);
      position += count;
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
