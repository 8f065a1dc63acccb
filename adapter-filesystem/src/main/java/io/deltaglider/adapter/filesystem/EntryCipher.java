package io.deltaglider.adapter.filesystem;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * Encrypts and decrypts one cache entry, any range of it by itself: AES in counter mode, whose
 * blocks are numbered from a random counter of 128 bits. Thread-safe.
 */
final class EntryCipher implements EntryFormat.Transformation {
  /** How many bytes the first counter has, which stands before the encrypted bytes. */
  static final int HEADER_BYTES = 16;

  private static final int BLOCK_BYTES = 16;
  private static final int SLICE_BYTES = 64 * 1024;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;
  private final BigInteger firstCounter;
  private final Cipher cipher; // guarded by this

  /** Creates the cipher of the entry that has this header. */
  EntryCipher(CacheEncryptionKey key, byte[] header) {
    this.key = key.secretKey();
    this.firstCounter = new BigInteger(1, header);
    try {
      this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no AES/CTR/NoPadding", e);
    }
  }

  /** Returns the header of a new entry. */
  static byte[] newHeader() {
    byte[] header = new byte[HEADER_BYTES];
    RANDOM.nextBytes(header);
    return header;
  }

  @Override
  public void apply(long position, byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      int skipped = (int) ((position + done) % BLOCK_BYTES);
      int count = Math.min(SLICE_BYTES - skipped, length - done);
      byte[] slice = new byte[skipped + count];
      System.arraycopy(bytes, offset + done, slice, skipped, count);
      byte[] result = transform((position + done) / BLOCK_BYTES, slice);
      System.arraycopy(result, skipped, bytes, offset + done, count);
      done += count;
    }
  }

  private synchronized byte[] transform(long firstBlock, byte[] slice) {
    try {
      // Encryption and decryption are the same in this mode.
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter(firstBlock)));
      return cipher.doFinal(slice);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES in counter mode takes any key, counter and length", e);
    }
  }

  /** Returns the counter of a block: 16 bytes, big-endian, modulo 2^128. */
  private byte[] counter(long block) {
    byte[] sum = firstCounter.add(BigInteger.valueOf(block)).toByteArray();
    byte[] counter = new byte[BLOCK_BYTES];
    int count = Math.min(sum.length, BLOCK_BYTES);
    System.arraycopy(sum, sum.length - count, counter, BLOCK_BYTES - count, count);
    return counter;
  }
}
