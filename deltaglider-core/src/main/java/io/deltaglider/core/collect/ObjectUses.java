package io.deltaglider.core.collect;

import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.metadata.StoredObject;
import io.deltaglider.core.model.Sha256;
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
 * Finds out which reference a stored object uses; docs/COLLECTION.md, "How a scan learns what an
 * object uses". Thread-safe.
 */
final class ObjectUses {
  private static final int ATTEMPTS = 3;

  private final StoragePort storage;

  ObjectUses(StoragePort storage) {
    this.storage = storage;
  }

  /**
   * Returns the reference that an object uses; empty if it uses none, or is gone.
   *
   * @param listed what the listing told about it
   * @throws StorageException if that cannot be found out
   */
  Optional<Sha256> find(ObjectAddress address, ReadOptions options, Optional<ObjectHead> listed) {
    for (int attempt = 1; ; attempt++) {
      try {
        return look(address, options, listed);
      } catch (StorageException e) {
        if (e.kind() == Kind.NO_SUCH_KEY) {
          return Optional.empty();
        }
        if (!e.isRetryable() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Optional<Sha256> look(
      ObjectAddress address, ReadOptions options, Optional<ObjectHead> listed) {
    ObjectHead head = listed.isPresent() ? listed.get() : storage.head(address, options);
    if (MetadataCodec.isNewer(head)) {
      throw newer(address);
    }
    StoredObject recorded = MetadataCodec.decode(head);
    if (recorded instanceof StoredObject.Delta delta && delta.deltaSize() == head.size()) {
      return delta.content().reference();
    }
    if (recorded instanceof StoredObject.Passthrough passthrough
        && passthrough.size().filter(size -> size == head.size()).isPresent()) {
      return Optional.empty();
    }
    return head.size() < SelfDescription.MIN_BYTES_WITH_REFERENCE
        ? Optional.empty()
        : readBody(address, options);
  }

  private Optional<Sha256> readBody(ObjectAddress address, ReadOptions options) {
    ReadOptions beginning =
        options.withRange(ByteRange.of(0, SelfDescription.MAX_PREFIX_BYTES - 1));
    try (ObjectReader reader = storage.open(address, beginning)) {
      byte[] prefix = reader.body().readNBytes(SelfDescription.MAX_PREFIX_BYTES);
      if (SelfDescription.isOfAnotherVersion(prefix)) {
        throw newer(address);
      }
      return SelfDescription.parse(prefix).flatMap(SelfDescription::reference);
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + address);
    } catch (StorageException e) {
      if (e.kind() == Kind.INVALID_RANGE) {
        return Optional.empty(); // it was overwritten with nothing
      }
      throw e;
    }
  }

  private static StorageException newer(ObjectAddress address) {
    return new StorageException(
        Kind.DAMAGED, "collect " + address + ": a newer version of the format wrote it");
  }
}
