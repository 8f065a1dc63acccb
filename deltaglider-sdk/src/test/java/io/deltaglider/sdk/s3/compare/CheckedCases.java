package io.deltaglider.sdk.s3.compare;

import static io.deltaglider.sdk.s3.compare.Seen.all;
import static io.deltaglider.sdk.s3.compare.Seen.body;
import static io.deltaglider.sdk.s3.compare.Seen.outcome;
import static io.deltaglider.sdk.s3.compare.Seen.statusOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.CRC32;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;

/** Checksums and lengths that must be right, and contents that fail. */
final class CheckedCases {
  private CheckedCases() {}

  private static String crc32(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    byte[] value = java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(value);
  }

  static Object checksumThatFits(World w) {
    return outcome(() -> w.put(w.key, w.content, r -> r.checksumCRC32(crc32(w.content))).eTag());
  }

  static Object checksumThatDoesNotFit(World w) {
    return all(
        "put", statusOf(() -> w.put(w.key, w.content, r -> r.checksumCRC32(crc32(w.otherContent)))),
        "then", statusOf(() -> w.head(w.key)));
  }

  static Object checksumAlgorithmAlone(World w) {
    w.put(w.key, w.content, r -> r.checksumAlgorithm(ChecksumAlgorithm.CRC32));
    return body(w.get(w.key).asByteArray());
  }

  static Object aStreamThatEndsTooSoon(World w) {
    return all(
        "failed",
        statusOf(
                () ->
                    w.client.putObject(
                        r -> r.bucket(w.bucket).key(w.key),
                        RequestBody.fromContentProvider(
                            () -> new ByteArrayInputStream(w.content),
                            w.content.length + 1L,
                            "application/octet-stream")))
            instanceof Seen.Failure,
        "then",
        statusOf(() -> w.head(w.key)));
  }

  static Object aStreamThatFails(World w) {
    return all(
        "failed",
        statusOf(
                () ->
                    w.client.putObject(
                        r -> r.bucket(w.bucket).key(w.key),
                        RequestBody.fromContentProvider(
                            () -> failing(w.content),
                            w.content.length,
                            "application/octet-stream")))
            instanceof Seen.Failure,
        "then",
        statusOf(() -> w.head(w.key)));
  }

  private static InputStream failing(byte[] bytes) {
    return new InputStream() {
      private int position;

      @Override
      public int read() throws IOException {
        if (position == bytes.length / 2) {
          throw new IOException("the disk is gone");
        }
        return bytes[position++] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        buffer[offset] = (byte) read();
        return 1;
      }
    };
  }

  static Object keyThatIsTooLong(World w) {
    return statusOf(() -> w.put("k".repeat(1025), w.content));
  }
}
