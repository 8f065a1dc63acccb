package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Entries that are a header and sealed chunks of content.
 *
 * <p>The last chunk is sealed only when the hash of all content is known to be the key's. So a file
 * all of whose chunks can be unsealed is proof of the hash, several times as fast as hashing is.
 */
final class EncryptedEntryFormat implements EntryFormat {
  /** Begins each file, and changes with the format. */
  static final byte[] MAGIC = "DGCACHE2".getBytes(US_ASCII);

  static final int SALT_BYTES = 32;
  static final int HEADER_BYTES = MAGIC.length + SALT_BYTES;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final CacheEncryptionKey encryptionKey;

  EncryptedEntryFormat(CacheEncryptionKey encryptionKey) {
    this.encryptionKey = encryptionKey;
  }

  @Override
  public String fileName(CacheKey key) {
    return key.sha256() + ".encrypted";
  }

  @Override
  public long fileBytes(long contentBytes) {
    return HEADER_BYTES + new EntryChunks(contentBytes).sealedBytes();
  }

  @Override
  public Optional<CachedReference> open(Path path, CacheKey key) throws IOException {
    PositionedFile file = PositionedFile.openForReading(path);
    boolean intact = false;
    try {
      Optional<EntryChunks> chunks = EntryChunks.ofSealedBytes(file.length() - HEADER_BYTES);
      byte[] header = new byte[HEADER_BYTES];
      if (chunks.isEmpty()) {
        return Optional.empty();
      }
      file.read(0, header, 0, header.length);
      if (!Arrays.equals(header, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        return Optional.empty();
      }
      EncryptedEntry entry = new EncryptedEntry(file, cipher(header, key, chunks.get()));
      intact = entry.isIntact();
      return intact ? Optional.of(entry) : Optional.empty();
    } finally {
      if (!intact) {
        file.close();
      }
    }
  }

  @Override
  public boolean write(Path path, CacheKey key, ByteSource content) throws IOException {
    EntryChunks chunks = new EntryChunks(content.size());
    byte[] header = newHeader();
    EntryCipher cipher = cipher(header, key, chunks);
    MessageDigest sha256 = EntryFormat.sha256();
    byte[] plain = new byte[(int) Math.min(EntryChunks.RUN_BYTES, chunks.size())];
    byte[] sealed = new byte[(int) Math.min(EntryChunks.SEALED_RUN_BYTES, chunks.sealedBytes())];
    try (PositionedFile file = PositionedFile.openForWriting(path)) {
      file.write(0, header, 0, header.length);
      long first = 0;
      while (first < chunks.count()) {
        long end = chunks.runEnd(first);
        int length = (int) Math.min(plain.length, chunks.size() - chunks.position(first));
        content.readFully(chunks.position(first), plain, 0, length);
        sha256.update(plain, 0, length);
        if (end == chunks.count() && !hasHash(sha256, key)) {
          return false;
        }
        int count = seal(cipher, first, end, plain, sealed);
        file.write(HEADER_BYTES + chunks.sealedPosition(first), sealed, 0, count);
        first = end;
      }
    }
    return true;
  }

  private static int seal(EntryCipher cipher, long first, long end, byte[] plain, byte[] sealed) {
    int count = 0;
    for (long chunk = first; chunk < end; chunk++) {
      int offset = (int) (chunk - first) * EntryChunks.CHUNK_BYTES;
      count += cipher.seal(chunk, plain, offset, sealed, count);
    }
    return count;
  }

  private static boolean hasHash(MessageDigest sha256, CacheKey key) {
    return HexFormat.of().formatHex(sha256.digest()).equals(key.sha256());
  }

  private static byte[] newHeader() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] header = Arrays.copyOf(MAGIC, HEADER_BYTES);
    System.arraycopy(salt, 0, header, MAGIC.length, SALT_BYTES);
    return header;
  }

  private EntryCipher cipher(byte[] header, CacheKey key, EntryChunks chunks) {
    byte[] salt = Arrays.copyOfRange(header, MAGIC.length, HEADER_BYTES);
    return new EntryCipher(encryptionKey, salt, key, chunks);
  }
}
