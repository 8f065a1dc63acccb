package io.deltaglider.core.get;

import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.integrity.VerifyingInputStream;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.metadata.StoredObject;
import io.deltaglider.core.model.BoundedMap;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.reference.OpenReference;
import io.deltaglider.core.reference.ReferenceStore;
import io.deltaglider.core.reference.ReferenceUnavailableException;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/**
 * Reads objects. Never writes to the store. Thread-safe.
 *
 * <p>What an object is, its body decides: one that begins with a self-description is a delta, every
 * other is passthrough.
 */
public final class GetOperation {
  private static final int MAX_ATTEMPTS = 5;
  private static final int MAX_REMEMBERED = 10_000;

  private final StoragePort storage;
  private final ReferenceStore references;
  private final StoredForms forms;
  private final StoredParts parts;
  private final DeltaReader deltas;

  /** Stored ETags of deltas of which a part was read: who reads one part reads more. */
  private final BoundedMap<ObjectAddress, String> deltasSeen = new BoundedMap<>(MAX_REMEMBERED);

  /** Which references a read may use. */
  public enum References {
    /** Those in the cache, else the stored ones. */
    CACHED,
    /** The stored ones, read again now. */
    STORED
  }

  /** Creates an operation. */
  public GetOperation(
      StoragePort storage, Scratch scratch, ReferenceStore references, StoredForms forms) {
    this.storage = storage;
    this.references = references;
    this.forms = forms;
    this.parts = new StoredParts(storage, forms);
    this.deltas = new DeltaReader(scratch);
  }

  /**
   * Opens an object's content. No byte of a delta is handed out before its own bytes and its
   * reference have been checked.
   *
   * @return the content; the caller closes it
   * @throws StorageException with {@code NO_SUCH_KEY}, {@code NO_SUCH_BUCKET}, {@code
   *     PRECONDITION_FAILED} or {@code INVALID_RANGE}
   * @throws NotModifiedException if the request's conditions say so
   * @throws IntegrityException if what is stored is damaged
   * @throws ReferenceUnavailableException if a delta's reference is missing
   * @throws IOException if scratch fails
   */
  public ObjectContent open(GetRequest request, References from) throws IOException {
    String lostReferenceOf = "";
    for (int attempt = 1; ; attempt++) {
      try {
        return request.range().isPresent()
            ? openPart(request, from)
            : openWhole(request, request.readOptions(), from);
      } catch (StorageException e) {
        if (!isOverwritten(e, request) || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      } catch (LostReferenceException e) {
        // It may have been overwritten while its old reference was collected: read it once more.
        if (e.storedEtag().equals(lostReferenceOf) || attempt == MAX_ATTEMPTS) {
          throw new ReferenceUnavailableException(
              request.address(), e.reference(), e.storageCause());
        }
        lostReferenceOf = e.storedEtag();
      }
    }
  }

  /** Whether an object changed between two looks at it, and the caller does not mind. */
  private static boolean isOverwritten(StorageException e, GetRequest request) {
    return e.kind() == Kind.PRECONDITION_FAILED
        && request.conditions().ifMatch().isEmpty()
        && request.conditions().ifUnmodifiedSince().isEmpty();
  }

  /**
   * Returns what is known about an object.
   *
   * @param request without a range
   * @throws StorageException with {@code NO_SUCH_KEY}, {@code NO_SUCH_BUCKET} or {@code
   *     PRECONDITION_FAILED}
   * @throws NotModifiedException if its conditions say so
   * @throws IllegalArgumentException for a range
   */
  public ObjectInfo head(GetRequest request) {
    if (request.range().isPresent()) {
      throw new IllegalArgumentException("head of a range of " + request.address());
    }
    ObjectInfo info = forms.info(request.address(), request.readOptions());
    request.conditions().check("read", info);
    return info;
  }

  /** The store serves parts of a passthrough; a delta is read whole for any part of its content. */
  private ObjectContent openPart(GetRequest request, References from)
      throws IOException, LostReferenceException {
    Optional<String> knownDelta =
        request.versionId().isPresent() ? Optional.empty() : deltasSeen.get(request.address());
    if (knownDelta.isEmpty()) {
      StoredPart part = parts.open(request);
      if (part.content().isPresent()) {
        return part.content().get();
      }
      knownDelta = Optional.of(part.storedEtag());
      deltasSeen.put(request.address(), part.storedEtag());
    }
    try {
      return openWhole(request, request.readOptions().withIfMatch(knownDelta.get()), from);
    } catch (StorageException e) {
      deltasSeen.remove(request.address());
      throw e;
    }
  }

  private ObjectContent openWhole(GetRequest request, ReadOptions options, References from)
      throws IOException, LostReferenceException {
    ObjectReader reader = storage.open(request.address(), options);
    boolean handedOver = false;
    try {
      byte[] prefix = readPrefix(reader);
      Optional<SelfDescription> description = SelfDescription.parse(prefix);
      ObjectInfo info = StoredForms.describe(reader.head(), description);
      request.conditions().check("read", info);
      if (description.isPresent()) {
        return openDelta(request, reader, prefix, description.get(), info, from);
      }
      ObjectContent content = openPassthrough(reader, prefix, info);
      handedOver = true;
      return content;
    } finally {
      if (!handedOver) {
        reader.close();
      }
    }
  }

  private ObjectContent openDelta(
      GetRequest request,
      ObjectReader reader,
      byte[] prefix,
      SelfDescription description,
      ObjectInfo info,
      References from)
      throws IOException, LostReferenceException {
    long start = 0;
    long end = description.size();
    if (request.range().isPresent()) {
      ByteRange range = StoredParts.check(request.address(), request.range().get(), end);
      start = range.start(end);
      end = range.end(end);
    }
    try {
      InputStream body =
          deltas.open(
              reader,
              prefix,
              description,
              reference -> openReference(request.address(), reference, from),
              start,
              end);
      return new ObjectContent(info, start, end - start, body);
    } catch (StorageException e) {
      Optional<ObjectAddress> reference =
          description
              .reference()
              .map(content -> BucketLayout.reference(request.address().bucket(), content));
      if (e.kind() == Kind.NO_SUCH_KEY && reference.isPresent()) {
        throw new LostReferenceException(reader.head().etag(), reference.get(), e);
      }
      throw e;
    }
  }

  private OpenReference openReference(ObjectAddress delta, Sha256 content, References from)
      throws IOException {
    try {
      return from == References.CACHED
          ? references.open(delta.bucket(), content)
          : references.openStored(delta.bucket(), content);
    } catch (IntegrityException e) {
      throw new IntegrityException(delta, e);
    }
  }

  private static ObjectContent openPassthrough(
      ObjectReader reader, byte[] prefix, ObjectInfo info) {
    ObjectHead stored = reader.head();
    if (MetadataCodec.decode(stored) instanceof StoredObject.Delta) {
      throw new IntegrityException(
          stored.address(), "delta", "a self-description", "bytes without one");
    }
    InputStream body =
        new BodyInputStream(
            new SequenceInputStream(new ByteArrayInputStream(prefix), reader.body()), reader);
    if (MetadataCodec.decode(stored) instanceof StoredObject.Passthrough recorded
        && recorded.sha256().isPresent()
        && recorded.size().isPresent()) {
      body =
          new VerifyingInputStream(
              body, stored.address(), recorded.size().get(), recorded.sha256().get());
    }
    return new ObjectContent(info, 0, stored.size(), body);
  }

  private static byte[] readPrefix(ObjectReader reader) {
    try {
      return reader.body().readNBytes(SelfDescription.MAX_PREFIX_BYTES);
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + reader.head().address());
    }
  }

  /** A delta's reference is not in the store, as far as one look at the object goes. */
  private static final class LostReferenceException extends Exception {
    private final String storedEtag;
    private final ObjectAddress reference;
    private final StorageException storageCause;

    LostReferenceException(String storedEtag, ObjectAddress reference, StorageException cause) {
      super(cause);
      this.storedEtag = storedEtag;
      this.reference = reference;
      this.storageCause = cause;
    }

    String storedEtag() {
      return storedEtag;
    }

    ObjectAddress reference() {
      return reference;
    }

    StorageException storageCause() {
      return storageCause;
    }
  }
}
