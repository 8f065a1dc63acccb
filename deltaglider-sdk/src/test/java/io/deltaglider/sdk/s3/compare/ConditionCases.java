package io.deltaglider.sdk.s3.compare;

import static io.deltaglider.sdk.s3.compare.Seen.all;
import static io.deltaglider.sdk.s3.compare.Seen.body;
import static io.deltaglider.sdk.s3.compare.Seen.outcome;
import static io.deltaglider.sdk.s3.compare.Seen.statusOf;

import java.time.Duration;
import java.time.Instant;

/** Conditional reads, writes and deletes. */
final class ConditionCases {
  private static final String OTHER_ETAG = "\"00000000000000000000000000000000\"";

  private ConditionCases() {}

  static Object ifMatchHolds(World w) {
    String etag = w.put().eTag();
    return body(w.get(w.key, r -> r.ifMatch(etag)).asByteArray());
  }

  static Object ifMatchFails(World w) {
    w.put();
    return all(
        "get", outcome(() -> w.get(w.key, r -> r.ifMatch(OTHER_ETAG))),
        "head", statusOf(() -> w.head(w.key, r -> r.ifMatch(OTHER_ETAG))));
  }

  static Object ifNoneMatchHolds(World w) {
    w.put();
    return body(w.get(w.key, r -> r.ifNoneMatch(OTHER_ETAG)).asByteArray());
  }

  static Object ifNoneMatchFails(World w) {
    String etag = w.put().eTag();
    return all(
        "get", statusOf(() -> w.get(w.key, r -> r.ifNoneMatch(etag))),
        "head", statusOf(() -> w.head(w.key, r -> r.ifNoneMatch(etag))));
  }

  static Object ifModifiedSince(World w) {
    w.put();
    Instant before = Instant.now().minus(Duration.ofHours(1));
    Instant modified = w.head(w.key).lastModified();
    return all(
        "before", body(w.get(w.key, r -> r.ifModifiedSince(before)).asByteArray()),
        "since", statusOf(() -> w.get(w.key, r -> r.ifModifiedSince(modified))));
  }

  static Object ifUnmodifiedSince(World w) {
    w.put();
    Instant before = Instant.now().minus(Duration.ofHours(1));
    Instant modified = w.head(w.key).lastModified();
    return all(
        "before", outcome(() -> w.get(w.key, r -> r.ifUnmodifiedSince(before))),
        "since", body(w.get(w.key, r -> r.ifUnmodifiedSince(modified)).asByteArray()));
  }

  static Object anEtagDecidesBeforeATime(World w) {
    String etag = w.put().eTag();
    Instant before = Instant.now().minus(Duration.ofHours(1));
    Instant modified = w.head(w.key).lastModified();
    return all(
        "match, though modified",
            body(w.get(w.key, r -> r.ifMatch(etag).ifUnmodifiedSince(before)).asByteArray()),
        "same, though modified",
            statusOf(() -> w.get(w.key, r -> r.ifNoneMatch(etag).ifModifiedSince(before))),
        "other, though not modified",
            outcome(
                () ->
                    body(
                        w.get(w.key, r -> r.ifNoneMatch(OTHER_ETAG).ifModifiedSince(modified))
                            .asByteArray())));
  }

  static Object conditionalRange(World w) {
    String etag = w.put().eTag();
    return all(
        "match", body(w.get(w.key, r -> r.range("bytes=0-9").ifMatch(etag)).asByteArray()),
        "other", outcome(() -> w.get(w.key, r -> r.range("bytes=0-9").ifMatch(OTHER_ETAG))));
  }

  static Object putIfAbsent(World w) {
    Object first = outcome(() -> w.put(w.key, w.content, r -> r.ifNoneMatch("*")).eTag());
    Object second = outcome(() -> w.put(w.key, w.otherContent, r -> r.ifNoneMatch("*")).eTag());
    return all("first", first, "second", second, "body", body(w.get(w.key).asByteArray()));
  }

  static Object putIfMatch(World w) {
    String etag = w.put().eTag();
    Object stale = outcome(() -> w.put(w.key, w.otherContent, r -> r.ifMatch(OTHER_ETAG)).eTag());
    Object fresh = outcome(() -> w.put(w.key, w.otherContent, r -> r.ifMatch(etag)).eTag());
    return all("stale", stale, "fresh", fresh, "body", body(w.get(w.key).asByteArray()));
  }

  static Object putIfMatchOfAMissingObject(World w) {
    return statusOf(() -> w.put(w.key, w.content, r -> r.ifMatch(OTHER_ETAG)));
  }
}
