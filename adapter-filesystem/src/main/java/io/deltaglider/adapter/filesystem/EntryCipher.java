package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CacheKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and unseals the chunks of one cache entry, each by itself: AES-256-GCM under a key that no
 * other entry has. A chunk's number, whether it is the last, and which entry it is of are sealed
 * with it. Not thread-safe.
 */
final class EntryCipher {
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int TAG_BITS = 8 * EntryChunks.TAG_BYTES;
  private static final int NONCE_BYTES = 12;
  private static final int SHA_256_BYTES = 32;

  private final SecretKey key;
  private final EntryChunks chunks;
  private final byte[] associated;
  private final Cipher cipher;

  /**
   * Creates the cipher of an entry.
   *
   * @param salt random bytes that no other entry has
   */
  EntryCipher(CacheEncryptionKey encryptionKey, byte[] salt, CacheKey name, EntryChunks chunks) {
    this.key = new SecretKeySpec(encryptionKey.derive(salt), "AES");
    this.chunks = chunks;
    this.associated =
        ByteBuffer.allocate(EncryptedEntryFormat.MAGIC.length + SHA_256_BYTES + Long.BYTES)
            .put(EncryptedEntryFormat.MAGIC)
            .put(HexFormat.of().parseHex(name.sha256()))
            .putLong(chunks.size())
            .array();
    try {
      this.cipher = Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no " + ALGORITHM, e);
    }
  }

  EntryChunks chunks() {
    return chunks;
  }

  /**
   * Seals a chunk, to another array. No chunk may be sealed twice.
   *
   * @return how many bytes it has now
   */
  int seal(long chunk, byte[] plain, int offset, byte[] sealed, int sealedOffset) {
    try {
      begin(Cipher.ENCRYPT_MODE, chunk);
      return cipher.doFinal(plain, offset, chunks.length(chunk), sealed, sealedOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM takes any chunk once", e);
    }
  }

  /**
   * Unseals a chunk, to another array.
   *
   * @throws DamagedObjectException if it is not what was sealed as this chunk under this key
   */
  void unseal(long chunk, byte[] sealed, int sealedOffset, byte[] plain, int offset)
      throws DamagedObjectException {
    try {
      begin(Cipher.DECRYPT_MODE, chunk);
      cipher.doFinal(sealed, sealedOffset, chunks.sealedLength(chunk), plain, offset);
    } catch (AEADBadTagException e) {
      throw new DamagedObjectException("chunk " + chunk + " of a cache entry is damaged", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM takes any chunk", e);
    }
  }

  private void begin(int mode, long chunk) throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce(chunk)));
    cipher.updateAAD(associated);
  }

  /** Returns three zeros, the chunk's number and whether it is the last. */
  private byte[] nonce(long chunk) {
    return ByteBuffer.allocate(NONCE_BYTES)
        .putLong(NONCE_BYTES - 1 - Long.BYTES, chunk)
        .put(NONCE_BYTES - 1, (byte) (chunks.isLast(chunk) ? 1 : 0))
        .array();
  }
}
