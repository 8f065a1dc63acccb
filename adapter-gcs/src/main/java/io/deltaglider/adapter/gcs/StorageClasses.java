package io.deltaglider.adapter.gcs;

import java.util.Map;
import java.util.Optional;

/** The names of storage classes: the service's own, and S3's for those that come nearest. */
final class StorageClasses {
  /** What an object has that was put without one, in a bucket of the usual kind. */
  static final String STANDARD = "STANDARD";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry(STANDARD, STANDARD),
          Map.entry("NEARLINE", "NEARLINE"),
          Map.entry("COLDLINE", "COLDLINE"),
          Map.entry("ARCHIVE", "ARCHIVE"),
          Map.entry("REDUCED_REDUNDANCY", STANDARD),
          Map.entry("INTELLIGENT_TIERING", STANDARD),
          Map.entry("STANDARD_IA", "NEARLINE"),
          Map.entry("ONEZONE_IA", "NEARLINE"),
          Map.entry("GLACIER_IR", "COLDLINE"),
          Map.entry("GLACIER", "ARCHIVE"),
          Map.entry("DEEP_ARCHIVE", "ARCHIVE"));

  private StorageClasses() {}

  /** Returns the service's class that a name stands for; empty if it stands for none. */
  static Optional<String> stored(String name) {
    return Optional.ofNullable(NAMES.get(name));
  }

  /**
   * Returns the name of an object's class.
   *
   * @param given the name that it was put with, if any
   * @param stored the service's class, which a lifecycle rule may have changed since
   */
  static Optional<String> name(Optional<String> given, Optional<String> stored) {
    if (given.isPresent() && stored(given.get()).equals(stored)) {
      return given;
    }
    return stored.filter(name -> !name.equals(STANDARD));
  }
}
