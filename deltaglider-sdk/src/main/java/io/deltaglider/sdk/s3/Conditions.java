package io.deltaglider.sdk.s3;

import io.deltaglider.core.get.ReadConditions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/** The conditions of requests. */
final class Conditions {
  private static final String ANY = "*";

  private Conditions() {}

  /**
   * Returns the conditions of a read.
   *
   * @param prefix what the names of the fields begin with: nothing, or CopySource
   */
  static ReadConditions read(SdkPojo request, String prefix) {
    return new ReadConditions(
        Fields.text(request, prefix + "IfMatch").map(Etags::unquote),
        Fields.text(request, prefix + "IfNoneMatch").map(Etags::unquote),
        Fields.instant(request, prefix + "IfModifiedSince"),
        Fields.instant(request, prefix + "IfUnmodifiedSince"));
  }

  /** Returns the condition of a write: S3 knows If-Match with an ETag and If-None-Match with *. */
  static WriteCondition write(SdkPojo request) {
    Optional<String> ifMatch = Fields.text(request, "IfMatch");
    Optional<String> ifNoneMatch = Fields.text(request, "IfNoneMatch");
    boolean both = ifMatch.isPresent() && ifNoneMatch.isPresent();
    if (both
        || ifMatch.filter(ANY::equals).isPresent()
        || ifNoneMatch.filter(text -> !text.equals(ANY)).isPresent()) {
      throw S3Errors.notImplemented(
          "A header you provided implies functionality that is not implemented: a write takes"
              + " either If-Match with an ETag or If-None-Match with *");
    }
    if (ifNoneMatch.isPresent()) {
      return WriteCondition.ifAbsent();
    }
    return ifMatch
        .map(etag -> WriteCondition.ifMatch(Etags.unquote(etag)))
        .orElse(WriteCondition.always());
  }

  /**
   * Returns whether a write failed because the object that If-Match wants is not there: S3's 404.
   */
  static boolean wantsMissing(StorageException e) {
    return e.kind() == Kind.PRECONDITION_FAILED
        && e.getCause() instanceof StorageException cause
        && cause.kind() == Kind.NO_SUCH_KEY;
  }
}
