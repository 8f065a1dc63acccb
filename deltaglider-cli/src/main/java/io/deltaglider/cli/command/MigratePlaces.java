package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.migrate.JournalHeader;
import io.deltaglider.cli.migrate.Places;
import io.deltaglider.cli.store.StorePair;

/**
 * Where everything below a prefix goes.
 *
 * @param places the places
 * @param inPlace whether they are the same
 */
record MigratePlaces(Places places, boolean inPlace) {
  /** Returns what a journal of an operation between these places is for. */
  JournalHeader header(String operation, StorePair stores) {
    return new JournalHeader(
        operation,
        stores.source().name() + " " + places.source(),
        stores.target().name() + " " + places.target());
  }

  /**
   * Decides where objects go. Where source and target are written alike, they stay where they are.
   *
   * @param sameStore whether both are in one store
   * @param keepLast whether the last segment of the source's prefix is put behind the target's
   * @throws CliException with exit code USAGE if one place is inside the other
   */
  static MigratePlaces of(ObjectUri source, ObjectUri target, boolean sameStore, boolean keepLast) {
    ObjectUri from = source.asDirectory();
    ObjectUri to = target.asDirectory();
    if (sameStore && from.bucket().equals(to.bucket()) && from.key().equals(to.key())) {
      return new MigratePlaces(new Places(from, from), true);
    }
    if (keepLast && !from.key().isEmpty()) {
      String prefix = from.key().substring(0, from.key().length() - 1);
      to = to.withKey(to.key() + prefix.substring(prefix.lastIndexOf('/') + 1) + "/");
    }
    if (sameStore && from.bucket().equals(to.bucket())) {
      if (from.key().equals(to.key())) {
        return new MigratePlaces(new Places(from, from), true);
      }
      if (from.key().startsWith(to.key()) || to.key().startsWith(from.key())) {
        throw CliException.usage(
            "usage", from + " to " + to, "one is inside the other", "choose another target");
      }
    }
    return new MigratePlaces(new Places(from, to), false);
  }
}
