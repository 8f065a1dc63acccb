package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;

import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.multipart.CompleteUploadRequest;
import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.core.multipart.PartRef;
import io.deltaglider.core.multipart.PartRequest;
import io.deltaglider.core.multipart.UploadedPart;
import io.deltaglider.core.put.PutOutcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Cuts contents into parts and uploads them. */
final class Parts {
  static final String STAGING = ".deltaglider/tmp/";

  private Parts() {}

  /** Returns {@code content} in parts of this many bytes; the last has what remains. */
  static List<byte[]> cut(byte[] content, int bytes) {
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < content.length; from += bytes) {
      parts.add(Arrays.copyOfRange(content, from, Math.min(content.length, from + bytes)));
    }
    return parts;
  }

  static String create(DeltaGlider glider, String key) {
    return glider.createUpload(CreateUploadRequest.of(at(key)));
  }

  static UploadedPart send(
      DeltaGlider glider, String key, String uploadId, int number, byte[] part) {
    return send(glider, PartRequest.of(at(key), uploadId, number), part);
  }

  static UploadedPart send(DeltaGlider glider, PartRequest request, byte[] part) {
    try {
      return glider.uploadPart(request, new ByteArrayInputStream(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uploads all parts, numbered from 1. */
  static List<PartRef> sendAll(
      DeltaGlider glider, String key, String uploadId, List<byte[]> parts) {
    List<PartRef> refs = new ArrayList<>();
    for (byte[] part : parts) {
      refs.add(send(glider, key, uploadId, refs.size() + 1, part).ref());
    }
    return refs;
  }

  static PutOutcome complete(DeltaGlider glider, String key, String uploadId, List<PartRef> parts) {
    return complete(glider, CompleteUploadRequest.of(at(key), uploadId, parts));
  }

  static PutOutcome complete(DeltaGlider glider, CompleteUploadRequest request) {
    try {
      return glider.completeUpload(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Uploads a whole object in parts. */
  static PutOutcome upload(DeltaGlider glider, String key, byte[] content, int partBytes) {
    String uploadId = create(glider, key);
    List<PartRef> parts = sendAll(glider, key, uploadId, cut(content, partBytes));
    return complete(glider, key, uploadId, parts);
  }

  /** Returns what S3 answers as the ETag of an object in these parts, computed another way. */
  static String etag(List<byte[]> parts) {
    MessageDigest all = Digests.md5();
    parts.forEach(part -> all.update(Digests.md5().digest(part)));
    return HexFormat.of().formatHex(all.digest()) + "-" + parts.size();
  }
}
