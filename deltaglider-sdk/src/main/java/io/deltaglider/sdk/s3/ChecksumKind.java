package io.deltaglider.sdk.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums of S3 that are computed and verified here. */
enum ChecksumKind {
  CRC32,
  CRC32C,
  CRC64NVME,
  SHA1,
  SHA256,
  SHA512,
  MD5;

  /** Computes one checksum of bytes that come in order. */
  interface Computation {
    void update(byte[] bytes, int offset, int length);

    byte[] finish();
  }

  /** Returns the kind that {@code ChecksumAlgorithm} names so. */
  static Optional<ChecksumKind> named(String algorithm) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(algorithm)).findFirst();
  }

  /** Returns the name of the field that has the value in requests and answers. */
  String field() {
    return "Checksum" + name();
  }

  Computation begin() {
    return switch (this) {
      case CRC32 -> crc(new CRC32(), Integer.BYTES);
      case CRC32C -> crc(new CRC32C(), Integer.BYTES);
      case CRC64NVME -> crc(new Crc64Nvme(), Long.BYTES);
      case SHA1 -> digest("SHA-1");
      case SHA256 -> digest("SHA-256");
      case SHA512 -> digest("SHA-512");
      case MD5 -> digest("MD5");
    };
  }

  static String text(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }

  private static Computation crc(Checksum crc, int bytes) {
    return new Computation() {
      @Override
      public void update(byte[] input, int offset, int length) {
        crc.update(input, offset, length);
      }

      @Override
      public byte[] finish() {
        byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
        return Arrays.copyOfRange(value, Long.BYTES - bytes, Long.BYTES);
      }
    };
  }

  private static Computation digest(String algorithm) {
    MessageDigest digest = messageDigest(algorithm);
    return new Computation() {
      @Override
      public void update(byte[] input, int offset, int length) {
        digest.update(input, offset, length);
      }

      @Override
      public byte[] finish() {
        return digest.digest();
      }
    };
  }

  private static MessageDigest messageDigest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
