package io.deltaglider.core.multipart;

import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.layout.StagingName;
import io.deltaglider.core.multipart.MultipartException.Kind;
import io.deltaglider.core.multipart.UploadDocument.State;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** The documents of all uploads. Thread-safe. */
final class Uploads {
  private static final int MAX_DOCUMENT_BYTES = 1 << 20;

  private final StoragePort storage;
  private final BucketFormats formats;
  private final TimeSource time;

  Uploads(StoragePort storage, BucketFormats formats, TimeSource time) {
    this.storage = storage;
    this.formats = formats;
    this.time = time;
  }

  /** Writes the document of a new upload. */
  void create(StagingName name, ObjectAddress address, UploadDocument document) {
    byte[] text = UploadJson.write(document);
    if (text.length > MAX_DOCUMENT_BYTES) {
      throw new StorageException(
          StorageException.Kind.REJECTED,
          "create upload of " + address + ": headers and metadata are too large");
    }
    write(name, address, document, text, WriteCondition.always());
  }

  /**
   * Returns an upload of this object that can be used.
   *
   * @throws MultipartException with {@code NO_SUCH_UPLOAD} if it is completed, too
   */
  Upload requireOpen(ObjectAddress address, String uploadId) {
    Upload upload = require(address, uploadId);
    if (upload.document().state() == State.COMPLETED) {
      throw noSuchUpload(address, uploadId);
    }
    return upload;
  }

  /**
   * Returns an upload of this object that can be used or is completed.
   *
   * @throws MultipartException with {@code NO_SUCH_UPLOAD}
   */
  Upload require(ObjectAddress address, String uploadId) {
    return find(address, uploadId)
        .filter(upload -> !upload.name().isExpired(time.now().wall()))
        .filter(upload -> upload.document().state() != State.ABORTED)
        .orElseThrow(() -> noSuchUpload(address, uploadId));
  }

  /** Returns an upload of this object in whatever state. */
  Optional<Upload> find(ObjectAddress address, String uploadId) {
    return StagingName.parse(uploadId)
        .flatMap(name -> read(address.bucket(), name))
        .filter(upload -> upload.address().equals(address));
  }

  static MultipartException noSuchUpload(ObjectAddress address, String uploadId) {
    return new MultipartException(
        Kind.NO_SUCH_UPLOAD,
        address,
        "there is no upload '" + uploadId + "' of it: it was completed, aborted or never begun");
  }

  /**
   * Reads an upload's document.
   *
   * @throws StorageException with {@code DAMAGED} if it cannot be understood
   */
  Optional<Upload> read(String bucket, StagingName name) {
    ObjectAddress stored = BucketLayout.upload(bucket, name);
    try (ObjectReader reader = storage.open(stored)) {
      byte[] text = reader.body().readNBytes(MAX_DOCUMENT_BYTES);
      UploadDocument document = UploadJson.read(text, bucket);
      ObjectAddress address = new ObjectAddress(bucket, document.key());
      return Optional.of(new Upload(name, address, document, reader.head().etag()));
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.NO_SUCH_KEY) {
        return Optional.empty();
      }
      throw e;
    } catch (IllegalArgumentException e) {
      throw new StorageException(
          StorageException.Kind.DAMAGED, "read " + stored + ": it " + e.getMessage(), e);
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + stored);
    }
  }

  /**
   * Replaces the document of an upload.
   *
   * @return the upload as it is now; empty if it is not as it was read any more. A store that
   *     cannot decide this is asked just before
   */
  Optional<Upload> change(Upload upload, UploadDocument next) {
    String bucket = upload.address().bucket();
    boolean conditional = storage.supports(Capability.CONDITIONAL_PUT, bucket);
    if (!conditional && read(bucket, upload.name()).filter(upload::equals).isEmpty()) {
      return Optional.empty();
    }
    WriteCondition condition =
        conditional ? WriteCondition.ifMatch(upload.etag()) : WriteCondition.always();
    try {
      String etag = write(upload.name(), upload.address(), next, UploadJson.write(next), condition);
      return Optional.of(new Upload(upload.name(), upload.address(), next, etag));
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.PRECONDITION_FAILED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Removes the document. */
  void delete(Upload upload) {
    String bucket = upload.address().bucket();
    storage.delete(bucket, DeleteRequest.of(BucketLayout.upload(bucket, upload.name()).key()));
  }

  private String write(
      StagingName name,
      ObjectAddress address,
      UploadDocument document,
      byte[] text,
      WriteCondition condition) {
    formats.forInternalWriting(address.bucket());
    ObjectAttributes attributes =
        ObjectAttributes.of(ContentHeaders.NONE.withContentType("application/json"), Map.of())
            .withStoreHeaders(document.encryption());
    ObjectAddress stored = BucketLayout.upload(address.bucket(), name);
    return storage.put(stored, ContentSource.of(text), attributes, condition).etag();
  }
}
