package io.deltaglider.cli.migrate;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Reading what is moved, and what was written. */
final class Contents {
  private static final int BUFFER_SIZE = 128 * 1024;
  private static final String TAG_COUNT = "x-amz-tagging-count";

  private Contents() {}

  /** Opens an object; empty if there is none any more. */
  static Optional<ObjectContent> open(DeltaGlider store, GetRequest request) throws IOException {
    try {
      return Optional.of(store.get(request));
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_KEY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns what the user said about an object beside its content. */
  static ObjectAttributes attributes(DeltaGlider store, ObjectInfo info) {
    return ObjectAttributes.of(info.headers(), info.metadata()).withTags(tags(store, info));
  }

  private static Map<String, String> tags(DeltaGlider store, ObjectInfo info) {
    boolean none = info.storeHeaders().value(TAG_COUNT).filter("0"::equals).isPresent();
    if (none) {
      return Map.of();
    }
    try {
      return store.tags(info.address());
    } catch (StorageException e) {
      if (e.kind() == Kind.NOT_SUPPORTED) {
        return Map.of(); // a store without tags has none to lose
      }
      throw e;
    }
  }

  /**
   * Reads an object in whole and compares it with what was put.
   *
   * @return what is known about it
   * @throws CliException with exit code DAMAGED if it differs
   */
  static ObjectInfo verify(DeltaGlider store, ObjectUri target, Sha256 expected)
      throws IOException {
    try (ObjectContent content = store.get(GetRequest.of(target.address()))) {
      String actual = sha256(content.body());
      if (!actual.equals(expected.hex())) {
        throw differs(target.toString(), expected.hex(), actual);
      }
      return content.info();
    }
  }

  /**
   * Returns how a plain object was stored.
   *
   * @throws CliException with exit code REFUSED if it was not
   */
  static PutOutcome plain(Optional<PutOutcome> outcome, ObjectInfo source) {
    return outcome.orElseThrow(
        () ->
            new CliException(
                ExitCode.REFUSED,
                "export",
                source.address().toString(),
                "begins like a delta of ours, and would be taken for one",
                "fetch it with cp"));
  }

  static CliException differs(String target, String expected, String actual) {
    return new CliException(
        ExitCode.DAMAGED,
        "read back",
        target,
        "its SHA-256 is " + actual + ", not the source's " + expected,
        "unless somebody else wrote it meanwhile, it is damaged: run this again");
  }

  /** Returns the SHA-256 of all that a stream has, in hex. */
  static String sha256(InputStream content) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER_SIZE];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      digest.update(buffer, 0, count);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform must have SHA-256", e);
    }
  }
}
