package io.deltaglider.core.get;

import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.integrity.VerifyingInputStream;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.metadata.StoredObject;
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
import java.io.FilterInputStream;
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

  private final StoragePort storage;
  private final ReferenceStore references;
  private final StoredForms forms;
  private final DeltaReader deltas;

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
    this.deltas = new DeltaReader(scratch);
  }

  /**
   * Opens an object's content. No byte of a delta is handed out before its own bytes and its
   * reference have been checked.
   *
   * @return the content; the caller closes it
   * @throws StorageException with {@code NO_SUCH_KEY}, {@code NO_SUCH_BUCKET}, {@code
   *     PRECONDITION_FAILED} or {@code INVALID_RANGE}
   * @throws IntegrityException if what is stored is damaged
   * @throws ReferenceUnavailableException if a delta's reference is missing
   * @throws IOException if scratch fails
   */
  public ObjectContent open(GetRequest request, References from) throws IOException {
    String lostReferenceOf = "";
    for (int attempt = 1; ; attempt++) {
      ReadOptions options = ReadOptions.WHOLE;
      try {
        if (request.range().isPresent()) {
          ObjectInfo info = forms.infoByBody(request.address());
          checkMatch(request, info);
          if (info.form() == ObjectInfo.Form.PASSTHROUGH) {
            return openRange(info, request.range().get());
          }
          options = options.withIfMatch(info.storedEtag());
        }
        return openWhole(request, options, from);
      } catch (StorageException e) {
        boolean overwritten = e.kind() == Kind.PRECONDITION_FAILED && request.ifMatch().isEmpty();
        if (!overwritten || attempt == MAX_ATTEMPTS) {
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

  private ObjectContent openWhole(GetRequest request, ReadOptions options, References from)
      throws IOException, LostReferenceException {
    ObjectReader reader = storage.open(request.address(), options);
    boolean handedOver = false;
    try {
      byte[] prefix = readPrefix(reader);
      Optional<SelfDescription> description = SelfDescription.parse(prefix);
      ObjectInfo info = StoredForms.describe(reader.head(), description);
      checkMatch(request, info);
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
      ByteRange range = checkRange(request.address(), request.range().get(), end);
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
        new BodyStream(
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

  private ObjectContent openRange(ObjectInfo info, ByteRange range) throws IOException {
    ByteRange satisfiable = checkRange(info.address(), range, info.storedSize());
    ReadOptions options = ReadOptions.WHOLE.withRange(satisfiable).withIfMatch(info.storedEtag());
    ObjectReader reader = storage.open(info.address(), options);
    try {
      checkRecordedSize(reader.head());
    } catch (IntegrityException e) {
      reader.close();
      throw e;
    }
    long start = range.start(info.size());
    long length = range.end(info.size()) - start;
    return new ObjectContent(info, start, length, new BodyStream(reader.body(), reader));
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

  private static byte[] readPrefix(ObjectReader reader) {
    try {
      return reader.body().readNBytes(SelfDescription.MAX_PREFIX_BYTES);
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + reader.head().address());
    }
  }

  private static ByteRange checkRange(ObjectAddress address, ByteRange range, long size) {
    if (!range.isSatisfiable(size)) {
      throw new StorageException(
          Kind.INVALID_RANGE,
          "read " + address + ": no byte of the range " + range + " is in its " + size + " bytes");
    }
    return range;
  }

  private static void checkMatch(GetRequest request, ObjectInfo info) {
    String wanted = request.ifMatch().orElse(info.etag());
    if (!wanted.equals(info.etag()) && !wanted.equals(info.storedEtag())) {
      throw new StorageException(
          Kind.PRECONDITION_FAILED,
          "read " + info.address() + ": its ETag is " + info.etag() + ", not " + wanted);
    }
  }

  /** A stream over a reader's body that closes the reader. */
  private static final class BodyStream extends FilterInputStream {
    private final ObjectReader reader;

    BodyStream(InputStream body, ObjectReader reader) {
      super(body);
      this.reader = reader;
    }

    @Override
    public void close() throws IOException {
      reader.close();
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
