package io.deltaglider.core.multipart;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.multipart.MultipartException.Kind;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The parts that an upload shall be completed with, in the order of their numbers.
 *
 * @param parts at least one
 * @param fingerprint equal exactly for equal parts
 * @param etag S3's ETag of an object that was uploaded in these parts
 */
record PartList(List<PartRef> parts, Sha256 fingerprint, String etag) {
  private static final String MD5 = "[0-9a-f]{32}";

  /**
   * Checks what can be told without looking at the store.
   *
   * @throws MultipartException with {@code BAD_PART_LIST}, {@code INVALID_PART_ORDER} or {@code
   *     INVALID_PART}
   */
  static PartList of(CompleteUploadRequest request) {
    List<PartRef> parts = request.parts();
    if (parts.isEmpty() || parts.size() > PartRequest.MAX_NUMBER) {
      throw new MultipartException(
          Kind.BAD_PART_LIST,
          request.address(),
          parts.size() + " parts are not from 1 to " + PartRequest.MAX_NUMBER);
    }
    MessageDigest list = Digests.sha256();
    MessageDigest md5s = Digests.md5();
    int last = Integer.MIN_VALUE;
    for (PartRef part : parts) {
      if (part.number() <= last) {
        throw new MultipartException(
            Kind.INVALID_PART_ORDER,
            request.address(),
            "part " + part.number() + " follows part " + last);
      }
      last = part.number();
      if (last < 1 || last > PartRequest.MAX_NUMBER || !part.etag().matches(MD5)) {
        throw new MultipartException(
            Kind.INVALID_PART,
            request.address(),
            "there is no part " + last + " with ETag '" + part.etag() + "'");
      }
      list.update((last + " " + part.etag() + "\n").getBytes(US_ASCII));
      md5s.update(HexFormat.of().parseHex(part.etag()));
    }
    String etag = HexFormat.of().formatHex(md5s.digest()) + "-" + parts.size();
    return new PartList(parts, Sha256.of(list.digest()), etag);
  }
}
