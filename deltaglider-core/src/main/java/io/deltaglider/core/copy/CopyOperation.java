package io.deltaglider.core.copy;

import io.deltaglider.core.condition.ContentConditions;
import io.deltaglider.core.format.BucketFormat;
import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.get.GetOperation;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.NotModifiedException;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.get.StoredForms;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.put.Protection;
import io.deltaglider.core.put.PutOperation;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.reference.ReferenceLook;
import io.deltaglider.core.reference.ReferenceLook.Standing;
import io.deltaglider.core.reference.ReferenceStore;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.select.FileTypePolicy;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Copies objects. Within a bucket the store copies the stored form as it is, pinned to the stored
 * ETag that was read; where that would be wrong or the store cannot pin, the content is put anew.
 * Thread-safe.
 */
public final class CopyOperation {
  private static final int MAX_ATTEMPTS = 5;

  /** docs/FORMAT.md, "Writing", step 5. */
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofHours(1);

  private final StoragePort storage;
  private final StoredForms forms;
  private final GetOperation getting;
  private final PutOperation putting;
  private final ReferenceStore references;
  private final ContentConditions conditions;
  private final BucketFormats formats;
  private final TimeSource time;

  /** Creates an operation. */
  public CopyOperation(
      StoragePort storage,
      StoredForms forms,
      GetOperation getting,
      PutOperation putting,
      ReferenceStore references,
      ContentConditions conditions,
      BucketFormats formats,
      TimeSource time) {
    this.storage = storage;
    this.forms = forms;
    this.getting = getting;
    this.putting = putting;
    this.references = references;
    this.conditions = conditions;
    this.formats = formats;
    this.time = time;
  }

  /**
   * Copies one object.
   *
   * @return what is known about the copy
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET} for either side, or
   *     {@code PRECONDITION_FAILED}
   * @throws IllegalArgumentException if an object is copied onto itself without replacing anything
   * @throws IOException if scratch fails
   */
  public ObjectInfo copy(CopyObjectRequest request) throws IOException {
    ObjectAddress source = request.source().address();
    boolean ontoItself = source.equals(request.target()) && request.source().versionId().isEmpty();
    if (ontoItself && request.replacement().isEmpty()) {
      throw new IllegalArgumentException("copy of " + source + " onto itself changes nothing");
    }
    BucketFormat format = formats.forWriting(request.target().bucket());
    for (int attempt = 1; ; attempt++) {
      ObjectHead stored = storage.head(source, request.source().readOptions());
      try {
        ObjectInfo info = forms.infoByBody(stored, request.source().readOptions());
        checkSource(request, info);
        // A copy tool may have lost its metadata.
        boolean described = StoredForms.describe(stored).equals(info);
        if (!described || !mayCopyStored(request, info, format)) {
          return putAnew(request, info, request.condition());
        }
        Optional<CopyRequest> copy = storedCopy(request, stored);
        Optional<WriteCondition> left =
            copy.isPresent()
                ? copyStored(request, info, copy.get())
                : Optional.of(request.condition());
        return left.isPresent() ? putAnew(request, info, left.get()) : forms.info(request.target());
      } catch (StorageException e) {
        boolean sourceChanged =
            e.kind() == Kind.PRECONDITION_FAILED
                && request.source().conditions().isEmpty()
                && request.condition().kind() == WriteCondition.Kind.ALWAYS;
        if (!sourceChanged || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static void checkSource(CopyObjectRequest request, ObjectInfo info) {
    try {
      request.source().conditions().check("copy", info);
    } catch (NotModifiedException e) {
      throw new StorageException(
          Kind.PRECONDITION_FAILED, "copy " + info.address() + ": it is not modified", e);
    }
  }

  /** Returns whether the stored form is right at the target, too. */
  private boolean mayCopyStored(CopyObjectRequest request, ObjectInfo info, BucketFormat format) {
    if (!storage.supports(Capability.CONDITIONAL_COPY, request.target().bucket())) {
      return false;
    }
    if (!request.source().storeHeaders().isEmpty()) {
      return false;
    }
    if (info.form() == ObjectInfo.Form.PASSTHROUGH) {
      return true;
    }
    ObjectAddress source = request.source().address();
    ObjectAddress target = request.target();
    DeltaPolicy policy = format.policy();
    boolean plainStorage = request.replacement().flatMap(ObjectAttributes::storageClass).isEmpty();
    boolean protectedCopy =
        request
            .replacement()
            .map(ObjectAttributes::storeHeaders)
            .flatMap(Protection::of)
            .isPresent();
    return plainStorage
        && !protectedCopy
        && format.warning().isEmpty()
        && source.bucket().equals(target.bucket())
        && !FileTypePolicy.isReservedName(target.key())
        && policy.off().stream().noneMatch(target.key()::startsWith)
        && isolation(source.key(), policy).equals(isolation(target.key(), policy));
  }

  private static Optional<String> isolation(String key, DeltaPolicy policy) {
    return policy.isolate().stream()
        .filter(key::startsWith)
        .max(Comparator.comparingInt(String::length));
  }

  /** Returns the store's request; empty if the replaced metadata leaves no room for ours. */
  private Optional<CopyRequest> storedCopy(CopyObjectRequest request, ObjectHead stored) {
    Optional<ObjectAttributes> replacement = Optional.empty();
    if (request.replacement().isPresent()) {
      replacement =
          MetadataCodec.replaceUser(
              request.target(), stored, request.replacement().get(), storage.maxMetadataBytes());
      if (replacement.isEmpty()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new CopyRequest(
            request.source().address(),
            Optional.of(stored.etag()),
            request.source().versionId(),
            request.target(),
            replacement,
            WriteCondition.always(),
            StoreHeaders.NONE));
  }

  /**
   * Copies inside the store.
   *
   * @return if the copy must not be acknowledged as a delta, the condition under which the content
   *     is put anew: a copy that was made, but too late, is what it replaces
   */
  private Optional<WriteCondition> copyStored(
      CopyObjectRequest request, ObjectInfo info, CopyRequest copy) {
    Optional<ReferenceLook> look =
        info.reference().map(content -> references.look(info.address().bucket(), content));
    if (look.isPresent() && look.get().standing() != Standing.USABLE) {
      return Optional.of(request.condition());
    }
    StoredVersion copied =
        conditions.apply(
            request.target(),
            request.condition(),
            Capability.CONDITIONAL_COPY,
            condition -> storage.copy(copy.withCondition(condition)));
    if (look.isEmpty() || isStillUsable(info, look.get())) {
      return Optional.empty();
    }
    return Optional.of(
        request.condition().kind() == WriteCondition.Kind.ALWAYS
            ? request.condition()
            : WriteCondition.ifMatch(copied.etag()));
  }

  private boolean isStillUsable(ObjectInfo info, ReferenceLook look) {
    return time.since(look.at()).compareTo(ACKNOWLEDGE_WITHIN) < 0
        || references.lookAgain(info.address().bucket(), info.reference().orElseThrow()).standing()
            == Standing.USABLE;
  }

  private ObjectInfo putAnew(CopyObjectRequest request, ObjectInfo info, WriteCondition condition)
      throws IOException {
    GetRequest get = request.source().withIfMatch(info.storedEtag());
    try (ObjectContent content = getting.open(get, GetOperation.References.CACHED)) {
      ObjectAttributes attributes =
          request.replacement().orElseGet(() -> attributes(content.info()));
      putting.put(
          new PutRequest(
              request.target(),
              attributes,
              condition,
              OptionalLong.of(content.info().size()),
              true,
              Optional.empty(),
              content.info()::checksum),
          content.body());
    }
    return forms.info(request.target());
  }

  private ObjectAttributes attributes(ObjectInfo info) {
    boolean tagged = storage.supports(Capability.TAGS, info.address().bucket());
    Map<String, String> tags = tagged ? storage.tags(info.address()) : Map.of();
    return ObjectAttributes.of(info.headers(), info.metadata())
        .withTags(tags)
        .withStorageClass(info.storageClass());
  }
}
