package io.deltaglider.core.get;

import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.StoredObject;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads parts of passthrough objects: with one call, and one more for an object without metadata of
 * ours, whose first bytes must show that it is no delta. Thread-safe.
 */
final class StoredParts {
  private final StoragePort storage;
  private final StoredForms forms;

  StoredParts(StoragePort storage, StoredForms forms) {
    this.storage = storage;
    this.forms = forms;
  }

  /**
   * Opens the part that {@code request} wants, if the object is passthrough.
   *
   * @throws StorageException as {@link GetOperation#open}; {@code PRECONDITION_FAILED} also if the
   *     object was overwritten meanwhile
   */
  StoredPart open(GetRequest request) throws IOException {
    ByteRange range = request.range().orElseThrow();
    ReadOptions options = request.readOptions();
    ObjectReader reader;
    try {
      reader = storage.open(request.address(), options.withRange(range));
    } catch (StorageException e) {
      if (e.kind() != Kind.INVALID_RANGE) {
        throw e;
      }
      return behindTheEnd(request, e);
    }
    boolean handedOver = false;
    try {
      ObjectInfo info = forms.infoByBody(reader.head(), options);
      request.conditions().check("read", info);
      if (info.form() == ObjectInfo.Form.DELTA) {
        return new StoredPart(Optional.empty(), info.storedEtag());
      }
      checkRecordedSize(reader.head());
      long start = range.start(info.size());
      long length = range.end(info.size()) - start;
      handedOver = true;
      ObjectContent content =
          new ObjectContent(info, start, length, new BodyInputStream(reader.body(), reader));
      return new StoredPart(Optional.of(content), info.storedEtag());
    } finally {
      if (!handedOver) {
        reader.close();
      }
    }
  }

  /** A range that the stored form does not have may be one that a delta's content has. */
  private StoredPart behindTheEnd(GetRequest request, StorageException reason) {
    ObjectInfo info = forms.infoByBody(request.address(), request.readOptions());
    request.conditions().check("read", info);
    if (info.form() == ObjectInfo.Form.PASSTHROUGH) {
      check(request.address(), request.range().orElseThrow(), info.size());
      throw new StorageException( // it was overwritten by one that has the range
          Kind.PRECONDITION_FAILED, "read " + request.address() + ": it was overwritten", reason);
    }
    return new StoredPart(Optional.empty(), info.storedEtag());
  }

  /**
   * Checks that a range has a byte in an object.
   *
   * @return {@code range}
   * @throws StorageException with {@code INVALID_RANGE} if not
   */
  static ByteRange check(ObjectAddress address, ByteRange range, long size) {
    if (!range.isSatisfiable(size)) {
      throw new StorageException(
          Kind.INVALID_RANGE,
          "read " + address + ": no byte of the range " + range + " is in its " + size + " bytes");
    }
    return range;
  }

  private static void checkRecordedSize(ObjectHead stored) {
    if (MetadataCodec.decode(stored) instanceof StoredObject.Passthrough recorded) {
      long expected = recorded.size().orElse(stored.size());
      if (expected != stored.size()) {
        throw new IntegrityException(
            stored.address(), "content", expected + " bytes", stored.size() + " bytes");
      }
    }
  }
}
