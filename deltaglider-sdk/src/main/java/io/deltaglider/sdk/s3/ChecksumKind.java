package io.deltaglider.sdk.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums of S3 that are computed and verified here. */
enum ChecksumKind {
  CRC32(crc(CRC32::new, Integer.BYTES)),
  CRC32C(crc(CRC32C::new, Integer.BYTES)),
  CRC64NVME(crc(Crc64Nvme::new, Long.BYTES)),
  SHA1(digest("SHA-1")),
  SHA256(digest("SHA-256")),
  SHA512(digest("SHA-512")),
  MD5(digest("MD5"));

  /** Computes one checksum of bytes that come in order. */
  interface Computation {
    void update(byte[] bytes, int offset, int length);

    byte[] finish();
  }

  private final Supplier<Computation> computation;

  ChecksumKind(Supplier<Computation> computation) {
    this.computation = computation;
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
    return computation.get();
  }

  static String text(byte[] value) {
    return Base64.getEncoder().encodeToString(value);
  }

  private static Supplier<Computation> crc(Supplier<Checksum> algorithm, int bytes) {
    return () -> {
      Checksum crc = algorithm.get();
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
    };
  }

  private static Supplier<Computation> digest(String algorithm) {
    return () -> {
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
