package io.deltaglider.port.storage;

import java.util.Objects;
import java.util.Optional;

/**
 * Which part of a bucket to list.
 *
 * @param bucket see {@link BucketName#check}
 * @param prefix what every listed key begins with; empty for all keys
 * @param delimiter if present and not empty, keys that have it behind the prefix are rolled up into
 *     common prefixes, each up to and with its first occurrence
 * @param startAfter if present, only entries behind this text are listed. A common prefix counts by
 *     its own text, so {@code a/} skips the common prefix {@code a/} with all keys under it
 * @param pageToken if present, goes on where the page that carried it ended; the other parts must
 *     be the same as then
 * @param pageSize at most so many entries, keys and common prefixes together; from 1 to 1,000
 */
public record ListQuery(
    String bucket,
    String prefix,
    Optional<String> delimiter,
    Optional<String> startAfter,
    Optional<String> pageToken,
    int pageSize) {
  /** The largest page. */
  public static final int MAX_PAGE_SIZE = 1000;

  /** Checks the bucket's name and the page size. */
  public ListQuery {
    BucketName.check(bucket);
    Objects.requireNonNull(prefix, "prefix");
    delimiter = delimiter.filter(text -> !text.isEmpty());
    startAfter = startAfter.filter(text -> !text.isEmpty());
    Objects.requireNonNull(pageToken, "pageToken");
    if (pageSize < 1 || pageSize > MAX_PAGE_SIZE) {
      throw new IllegalArgumentException(
          "page size " + pageSize + " is not from 1 to " + MAX_PAGE_SIZE);
    }
  }

  /** Returns a query for the largest page of everything under {@code prefix}. */
  public static ListQuery of(String bucket, String prefix) {
    return new ListQuery(
        bucket, prefix, Optional.empty(), Optional.empty(), Optional.empty(), MAX_PAGE_SIZE);
  }

  /** Returns a copy with a delimiter. */
  public ListQuery withDelimiter(String text) {
    return new ListQuery(bucket, prefix, Optional.of(text), startAfter, pageToken, pageSize);
  }

  /** Returns a copy that begins behind {@code text}. */
  public ListQuery withStartAfter(String text) {
    return new ListQuery(bucket, prefix, delimiter, Optional.of(text), pageToken, pageSize);
  }

  /** Returns a copy that goes on where the page with this token ended. */
  public ListQuery withPageToken(String token) {
    return new ListQuery(bucket, prefix, delimiter, startAfter, Optional.of(token), pageSize);
  }

  /** Returns a copy with another page size. */
  public ListQuery withPageSize(int size) {
    return new ListQuery(bucket, prefix, delimiter, startAfter, pageToken, size);
  }
}
