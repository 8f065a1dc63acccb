package io.deltaglider.core.get;

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
import java.util.function.Predicate;

/** Tells from a stored object's head, and if need be its first bytes, what it is. Thread-safe. */
public final class StoredForms {
  private static final int MAX_ATTEMPTS = 5;

  private final StoragePort storage;

  /** Creates an instance over a store. */
  public StoredForms(StoragePort storage) {
    this.storage = storage;
  }

  /** Returns what is known about the current object; see the other {@code info}. */
  public ObjectInfo info(ObjectAddress address) {
    return info(address, ReadOptions.WHOLE);
  }

  /**
   * Returns what is known about an object. Costs one call, and one more for a delta whose metadata
   * a copy tool dropped.
   *
   * @param options which version, and what the store must be told
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET}
   */
  public ObjectInfo info(ObjectAddress address, ReadOptions options) {
    return info(address, options, StoredForms::isSuspicious);
  }

  /**
   * Returns what is known about an object, looking at the body of everything that carries no
   * metadata of ours, whatever its Content-Type.
   *
   * @param options which version, and what the store must be told
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET}
   */
  public ObjectInfo infoByBody(ObjectAddress address, ReadOptions options) {
    return info(address, options, stored -> !isRecorded(stored));
  }

  /**
   * Returns what a stored object is, looking at its body if it carries no metadata of ours.
   *
   * @throws StorageException with {@code PRECONDITION_FAILED} if it was overwritten meanwhile
   */
  public ObjectInfo infoByBody(ObjectHead stored, ReadOptions options) {
    return isRecorded(stored) ? describe(stored) : describe(stored, peek(stored, options));
  }

  private ObjectInfo info(
      ObjectAddress address, ReadOptions options, Predicate<ObjectHead> mustPeek) {
    for (int attempt = 1; ; attempt++) {
      ObjectHead stored = storage.head(address, options);
      try {
        return mustPeek.test(stored) ? describe(stored, peek(stored, options)) : describe(stored);
      } catch (StorageException e) {
        // It was overwritten between the two looks.
        if (e.kind() != Kind.PRECONDITION_FAILED || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Returns what the head alone says. */
  public static ObjectInfo describe(ObjectHead stored) {
    StoredObject form = MetadataCodec.decode(stored);
    if (form instanceof StoredObject.Delta delta) {
      return of(
          stored,
          Optional.of(delta.content()),
          delta.etag(),
          Optional.of(delta.content().content()),
          Optional.of(delta.note()));
    }
    StoredObject.Passthrough passthrough = (StoredObject.Passthrough) form;
    return of(stored, Optional.empty(), stored.etag(), passthrough.sha256(), passthrough.note());
  }

  /**
   * Returns what the head says beside the body's own description, which is right if they differ.
   */
  public static ObjectInfo describe(ObjectHead stored, Optional<SelfDescription> body) {
    ObjectInfo info = describe(stored);
    if (body.isEmpty()) {
      return info;
    }
    boolean agree =
        MetadataCodec.decode(stored) instanceof StoredObject.Delta delta
            && delta.content().equals(body.get());
    if (agree) {
      return info;
    }
    // The content's MD5 is not known: until it is stored anew, the stored form's ETag stands for
    // it.
    return of(
        stored,
        body,
        stored.etag(),
        body.map(SelfDescription::content),
        Optional.of("found by its own description"));
  }

  /**
   * Reads how a stored object's body begins.
   *
   * @return what it says about itself, if it is a delta of ours
   * @throws StorageException with {@code PRECONDITION_FAILED} if it was overwritten meanwhile
   */
  private Optional<SelfDescription> peek(ObjectHead stored, ReadOptions base) {
    if (stored.size() == 0) {
      return Optional.empty();
    }
    ReadOptions options =
        base.withRange(ByteRange.of(0, SelfDescription.MAX_PREFIX_BYTES - 1))
            .withIfMatch(stored.etag());
    try (ObjectReader reader = storage.open(stored.address(), options)) {
      return SelfDescription.parse(reader.body().readNBytes(SelfDescription.MAX_PREFIX_BYTES));
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + stored.address());
    }
  }

  /**
   * Returns whether a stored object looks like a delta whose metadata a copy tool dropped, so that
   * only its body can tell.
   */
  public static boolean isSuspicious(ObjectHead stored) {
    boolean deltaType =
        stored.headers().contentType().filter(MetadataCodec.DELTA_CONTENT_TYPE::equals).isPresent();
    return deltaType && !isRecorded(stored);
  }

  private static boolean isRecorded(ObjectHead stored) {
    return !MetadataCodec.decode(stored).equals(StoredObject.Passthrough.UNKNOWN);
  }

  private static ObjectInfo of(
      ObjectHead stored,
      Optional<SelfDescription> delta,
      String etag,
      Optional<Sha256> sha256,
      Optional<String> note) {
    return new ObjectInfo(
        stored.address(),
        delta.map(SelfDescription::size).orElse(stored.size()),
        etag,
        stored.lastModified(),
        MetadataCodec.userHeaders(stored),
        MetadataCodec.userMetadata(stored),
        stored.size(),
        stored.etag(),
        delta.isPresent() ? ObjectInfo.Form.DELTA : ObjectInfo.Form.PASSTHROUGH,
        sha256,
        delta.flatMap(SelfDescription::reference),
        note,
        MetadataCodec.checksum(stored),
        stored.storageClass(),
        stored.versionId(),
        stored.storeHeaders());
  }
}
