package io.deltaglider.cli.migrate;

/**
 * Which objects of the source are done, as a journal says. Thread-safe.
 *
 * <p>An object is known by its key, ETag and size: one that was changed has others.
 */
final class Verified {
  private final Fingerprints fingerprints = new Fingerprints(); // guarded by this

  /** Returns whether the object is done. */
  synchronized boolean contains(String key, String etag, long size) {
    return fingerprints.contains(object(key, etag, size));
  }

  /** Returns whether an object of this key is done, whatever its content was. */
  synchronized boolean containsKey(String key) {
    return fingerprints.contains("k" + key);
  }

  synchronized void add(JournalEntry entry) {
    fingerprints.add("k" + entry.key());
    fingerprints.add(object(entry.key(), entry.etag(), entry.size()));
    fingerprints.add(object(entry.key(), entry.storedEtag(), entry.storedSize()));
  }

  private static String object(String key, String etag, long size) {
    return "o" + size + ' ' + etag + '\0' + key;
  }
}
