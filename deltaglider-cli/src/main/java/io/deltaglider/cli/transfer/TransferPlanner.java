package io.deltaglider.cli.transfer;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Local;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.store.OpenedStore;
import io.deltaglider.cli.store.StorePair;
import io.deltaglider.cli.transfer.Transfer.Direction;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Decides which file becomes which object, and the other way round, by the rules of {@code aws s3}:
 * a target that ends in a slash is a directory, and gets the source's name. Not thread-safe.
 */
public final class TransferPlanner {
  private final StorePair stores;
  private final Transfers transfers;
  private final DisplayPath display;
  private final ListingOptions listing;
  private final TransferReports reports;
  private final Failed failed;
  private int unreadable;

  /**
   * Creates a planner.
   *
   * @param reports told what was done
   * @param failed told what cannot be read or has no target
   */
  public TransferPlanner(
      TransferSetup setup, ListingOptions listing, TransferReports reports, Failed failed) {
    this.stores = setup.stores();
    this.transfers = new Transfers(setup);
    this.display = setup.display();
    this.listing = listing;
    this.reports = reports;
    this.failed = failed;
  }

  /** Plans to transfer one file or object; nothing if it takes no part. */
  public Optional<Step> one(Location from, Location to) {
    if (from instanceof Local local && to instanceof Remote remote) {
      String name = display.name(local.path());
      return accepted(name, upload(local, remote.uri()));
    }
    if (from instanceof Remote remote && to instanceof Local local) {
      return accepted(remote.uri().fileName(), download(remote.uri(), local));
    }
    if (from instanceof Remote one && to instanceof Remote other) {
      return accepted(one.uri().fileName(), copy(one.uri(), other.uri()));
    }
    throw new IllegalStateException("nothing to copy from " + from + " to " + to);
  }

  private Optional<Step> accepted(String name, Step step) {
    return listing.filters().accepts(name) ? Optional.of(step) : Optional.empty();
  }

  private Step upload(Local source, ObjectUri target) {
    ObjectUri object =
        target.namesDirectory()
            ? target.withKey(target.key() + display.name(source.path()))
            : target;
    return uploadStep(source.path(), object, 0);
  }

  private Step uploadStep(Path file, ObjectUri object, long size) {
    return new TransferStep(
        Direction.UPLOAD,
        display.of(file),
        object.toString(),
        size,
        Families.of(object.bucket(), object.key(), size),
        () -> transfers.upload(file, object, size),
        reports);
  }

  private Step download(ObjectUri source, Local target) {
    source.address();
    Path file = target.path();
    if (target.namesDirectory() || Files.isDirectory(file)) {
      file =
          LocalTree.file(file, source.fileName())
              .orElseThrow(
                  () ->
                      CliException.usage(
                          "usage",
                          source.toString(),
                          "its key does not end in a name that a file can have",
                          "name the target file"));
    }
    return downloadStep(source, file, 0);
  }

  private Step downloadStep(ObjectUri object, Path file, long size) {
    return new TransferStep(
        Direction.DOWNLOAD,
        object.toString(),
        display.of(file),
        size,
        List.of(),
        () -> transfers.download(object, file, size),
        reports);
  }

  private Step copy(ObjectUri source, ObjectUri target) {
    source.address();
    return copyStep(source, copyTarget(source, target), 0);
  }

  /** Returns where a copy of an object goes. */
  public static ObjectUri copyTarget(ObjectUri source, ObjectUri target) {
    if (!target.namesDirectory()) {
      return target;
    }
    if (source.fileName().isEmpty()) {
      throw CliException.usage(
          "usage", source.toString(), "its key ends in a slash", "name the target object");
    }
    return target.withKey(target.key() + source.fileName());
  }

  private Step copyStep(ObjectUri source, ObjectUri target, long size) {
    List<String> families =
        stores.isOne() ? List.of() : Families.of(target.bucket(), target.key(), size);
    return new TransferStep(
        Direction.COPY,
        source.toString(),
        target.toString(),
        size,
        families,
        () -> transfers.copy(source, target, size),
        reports);
  }

  /**
   * Plans to transfer everything below a directory or prefix that takes part, as it is found. Empty
   * objects whose keys end in a slash stand for directories and are passed over.
   */
  public Iterator<Step> all(Location from, Location to) {
    Location target = asDirectory(to);
    Lazy<Found> sources = listSource(from, false);
    checkTarget(from, target);
    Optional<String> skipped = inside(from, target);
    return new Lazy<>() {
      @Override
      Optional<Step> advance() {
        while (sources.hasNext()) {
          Found found = sources.next();
          boolean skip = skipped.isPresent() && found.key().startsWith(skipped.get());
          Optional<Step> step = skip ? Optional.empty() : step(found, from, target);
          if (step.isPresent()) {
            return step;
          }
        }
        return Optional.empty();
      }
    };
  }

  /** Returns the step for something that was found; empty if there is none. */
  Optional<Step> step(Found found, Location from, Location to) {
    if (found.isDirectoryMarker() || !listing.filters().accepts(found.key())) {
      return Optional.empty();
    }
    if (from instanceof Local && to instanceof Remote remote) {
      Path file = found.path().orElseThrow();
      return Optional.of(uploadStep(file, below(remote.uri(), found.key()), found.size()));
    }
    ObjectUri object = below(uri(from), found.key());
    if (to instanceof Remote remote) {
      return Optional.of(copyStep(object, below(remote.uri(), found.key()), found.size()));
    }
    if (to instanceof Local local) {
      Optional<Path> file = LocalTree.file(local.path(), found.key());
      if (file.isPresent()) {
        return Optional.of(downloadStep(object, file.get(), found.size()));
      }
      failed.accept(LocalTree.noFile("download", object));
      return Optional.empty();
    }
    throw new IllegalStateException("nothing to copy from " + from + " to " + to);
  }

  private static ObjectUri below(ObjectUri prefix, String key) {
    return prefix.asDirectory().withKey(prefix.asDirectory().key() + key);
  }

  private static ObjectUri uri(Location location) {
    if (location instanceof Remote remote) {
      return remote.uri();
    }
    throw new IllegalStateException("no object: " + location);
  }

  static Location asDirectory(Location location) {
    return location instanceof Remote remote ? new Remote(remote.uri().asDirectory()) : location;
  }

  /**
   * Lists what is below the directory or prefix that is read.
   *
   * @param exact whether sizes must be those of contents
   */
  Lazy<Found> listSource(Location location, boolean exact) {
    if (location instanceof Local local) {
      return files(local, path -> FoundFiles.contents(path, listing.followLinks(), this::notRead));
    }
    return objects(location, stores.source(), exact);
  }

  /** Lists what is below the directory or prefix that is written, with the sizes of contents. */
  Lazy<Found> listTarget(Location location) {
    if (location instanceof Local local) {
      return files(
          local, path -> FoundFiles.everything(path, listing.followLinks(), this::notRead));
    }
    return objects(location, stores.target(), true);
  }

  /** Begins to read a directory. */
  private interface Beginning {
    FoundFiles at(Path directory) throws IOException;
  }

  private Lazy<Found> files(Local directory, Beginning beginning) {
    return Failures.attempt(
        "read", display.of(directory.path()), () -> beginning.at(directory.path()));
  }

  private Lazy<Found> objects(Location location, OpenedStore store, boolean exact) {
    ObjectUri prefix = uri(location).asDirectory();
    return new FoundObjects(store.glider(), prefix, listing.pageSize(), exact);
  }

  private void notRead(CliException e) {
    unreadable++;
    failed.accept(e);
  }

  /** Returns how many files and directories could not be read by now. */
  int unreadable() {
    return unreadable;
  }

  /** One missing bucket is one failure, not one for each file. */
  void checkTarget(Location from, Location to) {
    if (!(to instanceof Remote remote)) {
      return;
    }
    ObjectUri target = remote.uri();
    String what = from instanceof Local ? Failures.UPLOAD : "copy";
    Failures.attempt(
        what,
        target.toString(),
        () -> {
          if (!stores.target().glider().bucketExists(target.bucket())) {
            throw new StorageException(Kind.NO_SUCH_BUCKET, what + " " + target);
          }
          return target;
        });
  }

  /**
   * Returns where a prefix lies below another one of the same bucket; empty if it does not. Copies
   * would be found there, and copied, without end.
   */
  Optional<String> inside(Location outer, Location inner) {
    if (!(outer instanceof Remote one) || !(inner instanceof Remote other)) {
      return Optional.empty();
    }
    String prefix = one.uri().asDirectory().key();
    String below = other.uri().asDirectory().key();
    boolean inside =
        below.length() > prefix.length()
            && below.startsWith(prefix)
            && stores.isSameBucket(one.uri(), other.uri());
    return inside ? Optional.of(below.substring(prefix.length())) : Optional.empty();
  }

  /** Returns the step to delete what is at the target and not at the source. */
  Step deletion(Found found) {
    Path file = found.path().orElseThrow();
    return new DeleteFileStep(file, display.of(file), reports);
  }

  /** Returns the step to delete what is at the target and not at the source. */
  Step deletion(ObjectUri target, List<String> keys) {
    return new DeleteStep(stores.target().glider(), target.root(), keys, reports, failed);
  }

  StorePair stores() {
    return stores;
  }

  ListingOptions listing() {
    return listing;
  }
}
