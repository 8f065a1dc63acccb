package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What a cache entry's file looks like. The kinds have names of their own, so that none is taken
 * for another. {@code docs/FILESYSTEM.md} describes them.
 */
interface EntryFormat {
  /** Returns the format of plain entries, or with a key that of encrypted ones. */
  static EntryFormat of(Optional<CacheEncryptionKey> key) {
    return key.<EntryFormat>map(EncryptedEntryFormat::new).orElseGet(PlainEntryFormat::new);
  }

  /** Returns the name of an entry's file. */
  String fileName(CacheKey key);

  /** Returns how many bytes the file of an entry with so much content has. */
  long fileBytes(long contentBytes);

  /**
   * Opens an entry if all of its bytes are proven to be those of its key.
   *
   * @return nothing if the file is damaged or of another key
   */
  Optional<CachedReference> open(Path path, CacheKey key) throws IOException;

  /**
   * Writes content to an empty file.
   *
   * @return whether the content is that of the key; if not, the file is no entry
   */
  boolean write(Path path, CacheKey key, ByteSource content) throws IOException;

  /** Returns a digest of the kind that names entries. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
