package io.deltaglider.sdk.s3;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.port.storage.ContentHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.utils.DateUtils;

/** What GET and HEAD answer alike. */
final class ReadAnswers {
  /** What S3 answers for an object that was put without a media type. */
  private static final String NO_TYPE = "binary/octet-stream";

  private ReadAnswers() {}

  static void fill(
      Answer answer, S3Request request, ObjectInfo info, long length, boolean partial) {
    answer
        .storeHeaders(info.storeHeaders())
        .set("AcceptRanges", "bytes")
        .set("ContentLength", length)
        .set("ETag", Etags.quote(info.etag()))
        .set("LastModified", info.lastModified().truncatedTo(ChronoUnit.SECONDS))
        .set("Metadata", info.metadata())
        .set("StorageClass", info.storageClass().filter(Attributes::isSpecial))
        .set("VersionId", info.versionId());
    headers(answer, request, info.headers());
    boolean wanted = Fields.text(request, "ChecksumMode").isPresent();
    if (wanted && !partial) {
      answer.checksum(info.checksum().flatMap(RecordedChecksum::parse));
    }
  }

  private static void headers(Answer answer, S3Request request, ContentHeaders headers) {
    header(answer, request, "ContentType", headers.contentType().or(() -> Optional.of(NO_TYPE)));
    header(answer, request, "ContentEncoding", headers.contentEncoding());
    header(answer, request, "ContentLanguage", headers.contentLanguage());
    header(answer, request, "ContentDisposition", headers.contentDisposition());
    header(answer, request, "CacheControl", headers.cacheControl());
    Optional<String> expires =
        Fields.instant(request, "ResponseExpires")
            .map(DateUtils::formatRfc822Date)
            .or(headers::expires);
    answer.set("ExpiresString", expires).set("Expires", expires.flatMap(ReadAnswers::time));
  }

  private static void header(
      Answer answer, S3Request request, String member, Optional<String> carried) {
    answer.set(member, Fields.text(request, "Response" + member).or(() -> carried));
  }

  /** Expires is text; the SDK shows it as a time, too, if it is one. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(DateUtils.parseRfc822Date(text));
    } catch (RuntimeException e) { // the SDK's parser documents none in particular
      return Optional.empty();
    }
  }
}
