package io.deltaglider.core.multipart;

import io.deltaglider.core.Ports;
import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.get.GetOperation;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.StoredForms;
import io.deltaglider.core.integrity.ContentDigest;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.layout.StagingName;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.StagedPart;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.multipart.MultipartException.Kind;
import io.deltaglider.core.multipart.UploadDocument.State;
import io.deltaglider.core.put.PutOperation;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.spool.SpooledContent;
import io.deltaglider.core.spool.Spooler;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Uploads in parts. All state lies in the bucket (docs/FORMAT.md, "Staging"), so every call may
 * come from another process; the completed object is put like any other. Thread-safe.
 *
 * <p>All methods that take an upload id throw {@link MultipartException} with {@code
 * NO_SUCH_UPLOAD} if it names no upload of that object that can still be used.
 */
public final class MultipartOperation {
  private static final String CUSTOMER_KEY = "server-side-encryption-customer-";
  private static final int MAX_ATTEMPTS = 10;

  private final StoragePort storage;
  private final Spooler spooler;
  private final GetOperation getting;
  private final BucketFormats formats;
  private final TimeSource time;
  private final Supplier<String> randomIds;
  private final MultipartOptions options;
  private final Uploads uploads;
  private final StagedParts parts;
  private final Completion completion;
  private final UploadListing listing;

  /** Creates an operation over ports and the operations that do the reading and the putting. */
  public MultipartOperation(
      Ports ports,
      GetOperation getting,
      PutOperation putting,
      StoredForms forms,
      BucketFormats formats,
      TimeSource time,
      MultipartOptions options) {
    this.storage = ports.storage();
    this.spooler = new Spooler(ports.scratch());
    this.getting = getting;
    this.formats = formats;
    this.time = time;
    this.randomIds = ports.randomIds();
    this.options = options;
    this.uploads = new Uploads(storage, formats, time);
    this.parts = new StagedParts(storage, ports.executor());
    this.completion = new Completion(storage, putting, forms, uploads, parts, time, options);
    this.listing = new UploadListing(storage, uploads, ports.executor(), time);
  }

  /**
   * Begins an upload.
   *
   * @return the upload's id, safe in URLs
   * @throws StorageException if the store could not keep the attributes: {@code NOT_SUPPORTED},
   *     also for a customer's key, which would have to be stored; {@code REJECTED} if they are too
   *     large
   */
  public String create(CreateUploadRequest request) {
    checkAttributes(request.address(), request.attributes());
    Instant now = time.now().wall();
    StagingName name = new StagingName(now.plus(options.expiresAfter()), randomIds.get());
    uploads.create(name, request.address(), UploadDocument.open(request, now));
    return name.toString();
  }

  /** What the store would refuse when the object is put at last must not be staged first. */
  private void checkAttributes(ObjectAddress address, ObjectAttributes attributes) {
    if (attributes.storeHeaders().entries().keySet().stream()
        .anyMatch(name -> name.contains(CUSTOMER_KEY))) {
      throw new StorageException(
          StorageException.Kind.NOT_SUPPORTED,
          "create upload of "
              + address
              + ": a customer's key cannot be kept until it is completed");
    }
    require(address, Capability.CONTENT_LANGUAGE, attributes.headers().contentLanguage().isEmpty());
    require(address, Capability.TAGS, attributes.tags().isEmpty());
    require(address, Capability.STORAGE_CLASS, attributes.storageClass().isEmpty());
    require(address, Capability.STORE_HEADERS, attributes.storeHeaders().isEmpty());
    if (attributes.metadataBytes() > storage.maxMetadataBytes()) {
      throw new StorageException(
          StorageException.Kind.REJECTED,
          "create upload of "
              + address
              + ": "
              + attributes.metadataBytes()
              + " bytes of metadata are more than "
              + storage.maxMetadataBytes());
    }
  }

  private void require(ObjectAddress address, Capability capability, boolean unused) {
    if (!unused && !storage.supports(capability, address.bucket())) {
      throw new StorageException(
          StorageException.Kind.NOT_SUPPORTED,
          "create upload of " + address + ": the store lacks " + capability);
    }
  }

  /**
   * Stores a part, replacing one of the same number.
   *
   * @param content read to its end, not closed
   * @throws MultipartException with {@code BAD_DIGEST} or {@code ENTITY_TOO_LARGE}
   * @throws io.deltaglider.core.spool.ContentLengthException if it is not as long as declared
   * @throws IOException if reading the content or scratch fails
   */
  public UploadedPart put(PartRequest request, InputStream content) throws IOException {
    request.declaredSize().ifPresent(size -> checkSize(request, size));
    Upload upload = uploads.requireOpen(request.address(), request.uploadId());
    formats.forInternalWriting(request.address().bucket());
    try (SpooledContent spooled =
        spooler.spool(request.address(), content, request.declaredSize())) {
      ContentDigest digest = spooled.digest();
      checkSize(request, digest.size());
      checkDigest(request, digest);
      StagedPart part =
          new StagedPart(digest.size(), digest.md5(), digest.sha256(), time.now().wall());
      storage.put(
          BucketLayout.part(request.address().bucket(), upload.name(), request.number()),
          ContentSource.of(spooled.file()),
          MetadataCodec.encodePart(part).withStoreHeaders(upload.document().encryption()),
          WriteCondition.always());
      return UploadedPart.of(request.number(), part);
    }
  }

  private void checkSize(PartRequest request, long size) {
    if (size > options.maxPartBytes()) {
      throw new MultipartException(
          Kind.ENTITY_TOO_LARGE,
          request.address(),
          "part " + request.number() + " has more than " + options.maxPartBytes() + " bytes");
    }
  }

  private static void checkDigest(PartRequest request, ContentDigest digest) {
    String md5 = request.md5().orElse(digest.md5());
    Sha256 sha256 = request.sha256().orElse(digest.sha256());
    if (!md5.equals(digest.md5()) || !sha256.equals(digest.sha256())) {
      throw new MultipartException(
          Kind.BAD_DIGEST,
          request.address(),
          "part " + request.number() + " has not the declared MD5 or SHA-256");
    }
  }

  /**
   * Stores a part that is the content of an object, or a range of it.
   *
   * @param request without a declared size
   * @param source what to read
   * @throws MultipartException as {@link #put}
   * @throws StorageException if the source cannot be read, such as {@code INVALID_RANGE}
   * @throws io.deltaglider.core.integrity.IntegrityException if the source is damaged
   * @throws IOException if scratch fails
   */
  public UploadedPart copy(PartRequest request, GetRequest source) throws IOException {
    uploads.requireOpen(request.address(), request.uploadId()); // before anything is read
    try (ObjectContent content = getting.open(source, GetOperation.References.CACHED)) {
      return put(request.withDeclaredSize(content.length()), content.body());
    }
  }

  /**
   * Makes the parts the object. Completing it again with the same parts answers the same, as long
   * as the upload has not expired.
   *
   * @return how the object was stored
   * @throws MultipartException with {@code BAD_PART_LIST}, {@code INVALID_PART_ORDER}, {@code
   *     INVALID_PART}, {@code ENTITY_TOO_SMALL} or {@code CONFLICT}
   * @throws StorageException if the store refuses or fails, with {@code PRECONDITION_FAILED} if the
   *     condition does not hold; then it may be tried again
   * @throws io.deltaglider.core.integrity.IntegrityException if a part is damaged
   * @throws IOException if scratch fails
   */
  public PutOutcome complete(CompleteUploadRequest request) throws IOException {
    return completion.complete(request);
  }

  /**
   * Gives an upload up and deletes its parts. A part that is being sent meanwhile may stay until
   * the upload expires.
   *
   * @throws MultipartException with {@code CONFLICT} while it is being completed
   */
  public void abort(ObjectAddress address, String uploadId) {
    BucketLayout.checkUserAddress(address);
    Upload aborted = markAborted(address, uploadId);
    parts.deleteAll(address.bucket(), aborted.name());
    uploads.delete(aborted);
  }

  /** Makes an upload one that nobody can use any more; one that is already is cleared further. */
  private Upload markAborted(ObjectAddress address, String uploadId) {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      Upload upload =
          uploads
              .find(address, uploadId)
              .filter(found -> found.document().state() != State.COMPLETED)
              .orElseThrow(() -> Uploads.noSuchUpload(address, uploadId));
      if (upload.document().state() == State.ABORTED) {
        return upload;
      }
      if (upload.document().isClaimed(time.now().wall())) {
        break;
      }
      Optional<Upload> aborted = uploads.change(upload, upload.document().aborted());
      if (aborted.isPresent()) {
        return aborted.get();
      }
    }
    throw new MultipartException(
        Kind.CONFLICT, address, "upload '" + uploadId + "' is being completed");
  }

  /** Returns one page of the parts that lie ready. */
  public PartPage listParts(ListPartsRequest request) {
    return parts.list(request, uploads.requireOpen(request.address(), request.uploadId()));
  }

  /** Returns one page of the bucket's uploads that are not completed. */
  public UploadPage listUploads(ListUploadsRequest request) {
    return listing.list(request);
  }
}
