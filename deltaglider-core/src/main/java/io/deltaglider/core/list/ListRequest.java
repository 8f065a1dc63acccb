package io.deltaglider.core.list;

import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.ListQuery;
import java.util.Objects;
import java.util.Optional;

/**
 * Which part of a bucket to list.
 *
 * @param bucket the bucket
 * @param prefix what every listed key begins with; empty for all keys
 * @param delimiter if present and not empty, keys that have it behind the prefix are rolled up
 * @param startAfter if present, only entries behind this text are listed
 * @param pageToken if present, goes on where the page that carried it ended; the other parts must
 *     be the same as then
 * @param maxKeys at most so many keys and common prefixes together; from 0 to 1,000
 * @param detail how much must be known about each object, even where that costs calls
 */
public record ListRequest(
    String bucket,
    String prefix,
    Optional<String> delimiter,
    Optional<String> startAfter,
    Optional<String> pageToken,
    int maxKeys,
    ListDetail detail) {
  /** Checks the bucket's name and the number of keys. */
  public ListRequest {
    BucketName.check(bucket);
    Objects.requireNonNull(prefix, "prefix");
    delimiter = delimiter.filter(text -> !text.isEmpty());
    Objects.requireNonNull(startAfter, "startAfter");
    Objects.requireNonNull(pageToken, "pageToken");
    Objects.requireNonNull(detail, "detail");
    if (maxKeys < 0 || maxKeys > ListQuery.MAX_PAGE_SIZE) {
      throw new IllegalArgumentException(
          "max keys " + maxKeys + " is not from 0 to " + ListQuery.MAX_PAGE_SIZE);
    }
  }

  /** Returns the request for the first page of everything under {@code prefix}. */
  public static ListRequest of(String bucket, String prefix) {
    return new ListRequest(
        bucket,
        prefix,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ListQuery.MAX_PAGE_SIZE,
        ListDetail.STORED);
  }

  /** Returns a copy with a delimiter. */
  public ListRequest withDelimiter(String text) {
    return new ListRequest(
        bucket, prefix, Optional.of(text), startAfter, pageToken, maxKeys, detail);
  }

  /** Returns a copy that begins behind {@code text}. */
  public ListRequest withStartAfter(String text) {
    return new ListRequest(
        bucket, prefix, delimiter, Optional.of(text), pageToken, maxKeys, detail);
  }

  /** Returns a copy that goes on where the page with this token ended. */
  public ListRequest withPageToken(String token) {
    return new ListRequest(
        bucket, prefix, delimiter, startAfter, Optional.of(token), maxKeys, detail);
  }

  /** Returns a copy with another number of keys. */
  public ListRequest withMaxKeys(int keys) {
    return new ListRequest(bucket, prefix, delimiter, startAfter, pageToken, keys, detail);
  }

  /** Returns a copy that wants so much to be known. */
  public ListRequest withDetail(ListDetail wanted) {
    return new ListRequest(bucket, prefix, delimiter, startAfter, pageToken, maxKeys, wanted);
  }
}
