package io.deltaglider.sdk.s3.compare;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What a caller sees of answers and errors, comparable between clients. */
final class Seen {
  private static final Duration RECENT = Duration.ofMinutes(10);

  private Seen() {}

  /** An error as catch blocks see it. */
  record Failure(String type, int status, String code) {}

  /** Anything else, by name. */
  record Value(String name, Object value) {
    @Override
    public String toString() {
      return name + "=" + value;
    }
  }

  /** Returns what is seen, in the order of the arguments: names and values in turn. */
  static List<Value> all(Object... namesAndValues) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.add(new Value((String) namesAndValues[i], namesAndValues[i + 1]));
    }
    return values;
  }

  /** Returns what a call gives, or the error that it ends with. */
  static Object outcome(Callable<?> call) {
    try {
      return String.valueOf(call.call());
    } catch (AwsServiceException e) {
      String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
      return new Failure(e.getClass().getSimpleName(), e.statusCode(), code);
    } catch (SdkException e) {
      return new Failure(e.getClass().getSimpleName(), 0, null);
    } catch (Exception e) {
      return new Failure(e.getClass().getSimpleName(), -1, null);
    }
  }

  /** Returns the error of a call whose answer names none, such as that of HEAD. */
  static Object statusOf(Callable<?> call) {
    return outcome(call) instanceof Failure failure
        ? new Failure(failure.type(), failure.status(), "")
        : "no error";
  }

  static String body(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return bytes.length + " bytes, " + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static boolean isRecent(Instant time) {
    return time != null && Duration.between(time, Instant.now()).abs().compareTo(RECENT) < 0;
  }

  static List<Value> of(GetObjectResponse response) {
    return all(
        "ETag", response.eTag(),
        "ContentLength", response.contentLength(),
        "ContentRange", response.contentRange(),
        "recent", isRecent(response.lastModified()),
        "ContentType", response.contentType(),
        "ContentEncoding", response.contentEncoding(),
        "ContentLanguage", response.contentLanguage(),
        "ContentDisposition", response.contentDisposition(),
        "CacheControl", response.cacheControl(),
        "Expires", response.expiresString(),
        "Metadata", new TreeMap<>(response.metadata()),
        "StorageClass", response.storageClassAsString(),
        "VersionId", response.versionId(),
        "DeleteMarker", response.deleteMarker());
  }

  static List<Value> of(HeadObjectResponse response) {
    return all(
        "ETag", response.eTag(),
        "ContentLength", response.contentLength(),
        "recent", isRecent(response.lastModified()),
        "ContentType", response.contentType(),
        "ContentEncoding", response.contentEncoding(),
        "ContentLanguage", response.contentLanguage(),
        "ContentDisposition", response.contentDisposition(),
        "CacheControl", response.cacheControl(),
        "Expires", response.expiresString(),
        "Metadata", new TreeMap<>(response.metadata()),
        "StorageClass", response.storageClassAsString(),
        "VersionId", response.versionId());
  }

  static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
