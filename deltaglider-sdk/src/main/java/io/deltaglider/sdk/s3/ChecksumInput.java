package io.deltaglider.sdk.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * The bytes of a put on their way in. At their end the checksums that the request declares are
 * compared: a mismatch is S3's {@code BadDigest}, and nothing is stored. Not thread-safe.
 */
final class ChecksumInput extends FilterInputStream {
  private static final String CONTENT_MD5 = "ContentMD5";

  private final Map<ChecksumKind, String> declared;
  private final Optional<ChecksumKind> wanted;
  private final Map<ChecksumKind, ChecksumKind.Computation> running =
      new EnumMap<>(ChecksumKind.class);
  private final Map<ChecksumKind, String> computed = new EnumMap<>(ChecksumKind.class);
  private boolean ended;

  private ChecksumInput(
      InputStream content, Map<ChecksumKind, String> declared, Optional<ChecksumKind> wanted) {
    super(content);
    this.declared = declared;
    this.wanted = wanted;
    declared.keySet().forEach(kind -> running.put(kind, kind.begin()));
    wanted.ifPresent(kind -> running.putIfAbsent(kind, kind.begin()));
  }

  /**
   * Wraps the content of a request.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception if it declares what cannot be
   */
  static ChecksumInput of(S3Request request, InputStream content) {
    Map<ChecksumKind, String> declared = new EnumMap<>(ChecksumKind.class);
    Optional<ChecksumKind> wanted =
        Fields.text(request, "ChecksumAlgorithm").map(ChecksumInput::kind);
    for (ChecksumKind kind : ChecksumKind.values()) {
      Optional<String> value = Fields.text(request, kind.field());
      if (value.isPresent()) {
        declared.put(kind, value.get());
        if (wanted.filter(other -> other != kind).isPresent() || declared.size() > 1) {
          throw S3Errors.invalidRequest("Expecting a single x-amz-checksum- header");
        }
        wanted = Optional.of(kind);
      }
    }
    Optional<String> md5 = Fields.text(request, CONTENT_MD5);
    if (md5.isPresent()) {
      String other = declared.putIfAbsent(ChecksumKind.MD5, md5.get());
      if (other != null && !other.equals(md5.get())) {
        throw S3Errors.badDigest(CONTENT_MD5);
      }
    }
    return new ChecksumInput(content, declared, wanted);
  }

  /** Returns the kind of a name that a request gives. */
  static ChecksumKind kind(String algorithm) {
    return ChecksumKind.named(algorithm)
        .orElseThrow(
            () -> S3Errors.notImplemented("The checksum algorithm " + algorithm + " is not known"));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    if (count >= 0) {
      running.values().forEach(computation -> computation.update(buffer, offset, count));
    } else if (!ended) {
      ended = true;
      finish();
    }
    return count;
  }

  private void finish() {
    running.forEach(
        (kind, computation) -> computed.put(kind, ChecksumKind.text(computation.finish())));
    declared.forEach(
        (kind, value) -> {
          if (!value.equals(computed.get(kind))) {
            throw S3Errors.badDigest(kind.field());
          }
        });
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("the bytes of a put are not skipped");
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Returns the checksum that the answer carries and the object remembers, at the end. */
  Optional<RecordedChecksum> recorded() {
    return wanted.map(
        kind -> new RecordedChecksum(kind, Optional.ofNullable(computed.get(kind)).orElseThrow()));
  }
}
