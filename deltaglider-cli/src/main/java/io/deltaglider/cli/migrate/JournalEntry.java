package io.deltaglider.cli.migrate;

import io.deltaglider.core.get.ObjectInfo;

/**
 * One object that is done and verified.
 *
 * @param key its key in the source
 * @param etag its content's ETag in the source
 * @param size its content's size in bytes
 * @param storedEtag ETag of its stored form in the source
 * @param storedSize size of its stored form in bytes
 * @param result how it ended up
 * @param sha256 hash of its content in hex; empty if nothing had to be read
 */
record JournalEntry(
    String key,
    String etag,
    long size,
    String storedEtag,
    long storedSize,
    MoveResult result,
    String sha256) {
  static JournalEntry of(ObjectInfo source, MoveResult result, String sha256) {
    return new JournalEntry(
        source.address().key(),
        source.etag(),
        source.size(),
        source.storedEtag(),
        source.storedSize(),
        result,
        sha256);
  }
}
