package io.deltaglider.cli.transfer;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Deletes what was moved, once it has arrived, and only if it is still what was read. Thread-safe.
 */
final class MovedSources {
  private static final String MOVE = "move";

  private final DeltaGlider store;

  MovedSources(DeltaGlider store) {
    this.store = store;
  }

  /** What a file looked like before it was read. */
  record Look(BasicFileAttributes attributes) {
    static Look at(Path file) throws IOException {
      return new Look(Files.readAttributes(file, BasicFileAttributes.class));
    }

    private boolean isSameAs(Look other) {
      return attributes.size() == other.attributes().size()
          && attributes.lastModifiedTime().equals(other.attributes().lastModifiedTime());
    }
  }

  /** Deletes a file that was stored. */
  void delete(Path file, Look before, String shown) {
    Failures.attempt(
        MOVE,
        shown,
        () -> {
          if (!Look.at(file).isSameAs(before)) {
            throw changed(shown);
          }
          Files.delete(file);
          return file;
        });
  }

  /** Deletes an object that was fetched or copied. */
  void delete(ObjectUri uri, ObjectInfo read) {
    Failures.attempt(
        MOVE,
        uri.toString(),
        () -> {
          try {
            delete(uri, read.storedEtag());
          } catch (StorageException e) {
            if (e.kind() == Kind.PRECONDITION_FAILED) {
              throw changed(uri.toString());
            }
            throw e;
          }
          return uri;
        });
  }

  private void delete(ObjectUri uri, String storedEtag) {
    try {
      store.delete(uri.address(), WriteCondition.ifMatch(storedEtag));
    } catch (StorageException e) {
      if (e.kind() != Kind.NOT_SUPPORTED) {
        throw e;
      }
      // The store cannot decide it, so that only a look right before the deletion is left.
      if (!store.head(uri.address()).storedEtag().equals(storedEtag)) {
        throw new StorageException(Kind.PRECONDITION_FAILED, "delete " + uri, e);
      }
      store.delete(uri.address(), WriteCondition.always());
    }
  }

  private static CliException changed(String source) {
    return new CliException(
        ExitCode.REFUSED,
        MOVE,
        source,
        "was changed while it was moved, so it is still there",
        "move it again");
  }
}
