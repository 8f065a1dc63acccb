package io.deltaglider.cli.transfer;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Progress;
import io.deltaglider.cli.store.StorePair;
import io.deltaglider.cli.store.StoredObjects;
import io.deltaglider.cli.transfer.Transfer.Direction;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.Optional;

/**
 * Copies objects within a store, and from one store to another as a stream that is verified.
 * Thread-safe.
 */
final class ObjectCopies {
  private static final String COPY = "copy";

  private final StorePair stores;
  private final DeltaGlider source;
  private final DeltaGlider target;
  private final TransferOptions options;
  private final boolean moving;
  private final Progress progress;
  private final MovedSources moved;

  ObjectCopies(TransferSetup setup, MovedSources moved) {
    stores = setup.stores();
    source = stores.source().glider();
    target = stores.target().glider();
    options = setup.options();
    moving = setup.moving();
    progress = setup.progress();
    this.moved = moved;
  }

  Transfer copy(ObjectUri from, ObjectUri to, long planned) {
    return Failures.attempt(
        COPY,
        from + " to " + to,
        () -> {
          ObjectAddress address = from.address();
          to.address();
          if (address.key().equals(to.key()) && stores.isSameBucket(from, to)) {
            checkChanges(from);
          }
          return stores.isOne() ? copyWithin(from, to, planned) : copyAcross(from, to, planned);
        });
  }

  private void checkChanges(ObjectUri from) {
    if (moving || !options.changesCopies()) {
      throw new CliException(
          ExitCode.REFUSED,
          COPY,
          from.toString(),
          "is already there",
          "name another key, or metadata to replace");
    }
  }

  private Transfer copyWithin(ObjectUri from, ObjectUri to, long planned) throws IOException {
    try (Progress.Meter meter = progress.start(from.fileName(), planned, planned)) {
      GetRequest request = GetRequest.of(from.address());
      ObjectInfo copy;
      if (moving || options.changesCopies()) {
        // What the copy carries, and what is deleted, must be of the object that is copied.
        ObjectInfo info = translated(from, to, () -> source.head(request));
        copy = copy(request.withIfMatch(info.storedEtag()), from, to, Optional.of(info));
        if (moving) {
          check(from, info, copy.size(), copy.sha256().map(Object::toString));
          moved.delete(from, info);
        }
      } else {
        copy = copy(request, from, to, Optional.empty());
      }
      meter.advance(planned);
      return new Transfer(
          Direction.COPY, from.toString(), to.toString(), copy.size(), Optional.empty());
    }
  }

  private ObjectInfo copy(
      GetRequest request, ObjectUri from, ObjectUri to, Optional<ObjectInfo> info)
      throws IOException {
    Optional<ObjectAttributes> replacement =
        info.filter(known -> options.changesCopies())
            .map(
                known ->
                    options
                        .attributes(known, to.fileName())
                        .withTags(StoredObjects.tags(source, from.address())))
            .map(attributes -> keepingClass(attributes, info.orElseThrow()));
    return translated(
        from,
        to,
        () ->
            target.copy(
                new CopyObjectRequest(
                    request, to.address(), replacement, WriteCondition.always())));
  }

  private ObjectAttributes keepingClass(ObjectAttributes attributes, ObjectInfo info) {
    return options.replaces() || attributes.storageClass().isPresent()
        ? attributes
        : attributes.withStorageClass(info.storageClass());
  }

  private Transfer copyAcross(ObjectUri from, ObjectUri to, long planned) throws IOException {
    try (ObjectContent content = source.get(GetRequest.of(from.address()));
        Progress.Meter meter = progress.start(from.fileName(), planned, content.length())) {
      ObjectInfo info = content.info();
      PutRequest request =
          PutRequest.of(to.address())
              .withAttributes(options.attributes(info, to.fileName()))
              .withDeclaredSize(content.length())
              .withChecksum(info::checksum);
      PutOutcome outcome =
          translated(
              from,
              to,
              () ->
                  target.put(
                      options.delta() ? request : request.withoutDelta(),
                      new ProgressInputStream(content.body(), meter)));
      check(from, info, outcome.size(), Optional.of(outcome.sha256().toString()));
      if (moving) {
        moved.delete(from, info);
      }
      return new Transfer(
          Direction.COPY, from.toString(), to.toString(), outcome.size(), Optional.of(outcome));
    }
  }

  /** Checks that what has arrived is what was read. */
  private static void check(ObjectUri from, ObjectInfo info, long size, Optional<String> sha256) {
    Optional<String> recorded = info.sha256().map(Object::toString);
    boolean differs = recorded.isPresent() && sha256.isPresent() && !recorded.equals(sha256);
    if (size != info.size() || differs) {
      throw new CliException(
          ExitCode.DAMAGED, COPY, from.toString(), "what has arrived is not what was read", "");
    }
  }

  /** Acts on the stores. */
  @FunctionalInterface
  private interface Action<T> {
    T run() throws IOException;
  }

  /** Says which bucket is missing. */
  private <T> T translated(ObjectUri from, ObjectUri to, Action<T> action) throws IOException {
    try {
      return action.run();
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_BUCKET) {
        ObjectUri missing = source.bucketExists(from.bucket()) ? to : from;
        throw Failures.translate(COPY, missing.root().toString(), e);
      }
      throw e;
    }
  }
}
