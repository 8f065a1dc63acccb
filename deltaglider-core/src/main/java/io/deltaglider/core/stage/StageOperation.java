package io.deltaglider.core.stage;

import io.deltaglider.core.Ports;
import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.get.GetOperation;
import io.deltaglider.core.get.GetOperation.References;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.get.StoredForms;
import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.layout.StagingName;
import io.deltaglider.core.model.BoundedMap;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchFile;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts the restored content of deltas into the staging area, for readers that come with a signed
 * URL. Passthrough objects are never copied there. Thread-safe.
 */
public final class StageOperation {
  /** Expiries are rounded up to a multiple of this, so that one copy can serve several readers. */
  private static final long GRANULE_SECONDS = Duration.ofHours(1).toSeconds();

  private static final int MAX_REMEMBERED = 1_000;

  private final StoragePort storage;
  private final Scratch scratch;
  private final GetOperation getting;
  private final StoredForms forms;
  private final BucketFormats formats;
  private final Supplier<String> randomIds;
  private final BoundedMap<Form, StagingName> remembered = new BoundedMap<>(MAX_REMEMBERED);

  private record Form(ObjectAddress address, String storedEtag) {}

  /** Creates an operation. */
  public StageOperation(
      Ports ports, GetOperation getting, StoredForms forms, BucketFormats formats) {
    this.storage = ports.storage();
    this.scratch = ports.scratch();
    this.getting = getting;
    this.forms = forms;
    this.formats = formats;
    this.randomIds = ports.randomIds();
  }

  /**
   * Returns where an object's content can be read as it is, after putting a copy there if it is a
   * delta. Costs one look at a passthrough. A copy that this instance has made already serves again
   * while it is there and lasts long enough.
   *
   * @param request without a range
   * @param neededUntil until when a copy must last
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET}, or if the store
   *     fails
   * @throws io.deltaglider.core.integrity.IntegrityException if what is stored is damaged; then
   *     nothing is staged
   * @throws IOException if scratch fails
   */
  public StagedContent stage(GetRequest request, Instant neededUntil) throws IOException {
    ObjectInfo info = forms.infoByBody(request.address(), request.readOptions());
    request.conditions().check("stage", info);
    if (info.form() == ObjectInfo.Form.PASSTHROUGH) {
      return new StagedContent(info, request.address(), Optional.empty());
    }
    Form form = new Form(request.address(), info.storedEtag());
    Optional<StagingName> known =
        remembered
            .get(form)
            .filter(name -> !name.expiry().isBefore(neededUntil))
            .filter(name -> isThere(request.address().bucket(), name));
    StagingName name =
        known.isPresent() ? known.get() : write(request.withIfMatch(info.etag()), neededUntil);
    remembered.put(form, name);
    return new StagedContent(
        info,
        BucketLayout.stagedContent(request.address().bucket(), name),
        Optional.of(name.expiry()));
  }

  private boolean isThere(String bucket, StagingName name) {
    try {
      storage.head(BucketLayout.stagedContent(bucket, name));
      return true;
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_KEY) {
        return false;
      }
      throw e;
    }
  }

  private StagingName write(GetRequest request, Instant neededUntil) throws IOException {
    String bucket = request.address().bucket();
    long granules = neededUntil.getEpochSecond() / GRANULE_SECONDS + 1;
    StagingName name =
        new StagingName(Instant.ofEpochSecond(granules * GRANULE_SECONDS), randomIds.get());
    try (ObjectContent content = getting.open(request, References.CACHED);
        ScratchFile file = scratch.create(content.length())) {
      copy(content, file, request.address());
      formats.forInternalWriting(bucket);
      storage.put(
          BucketLayout.stagedContent(bucket, name),
          ContentSource.of(file),
          ObjectAttributes.of(content.info().headers(), Map.of()),
          WriteCondition.always());
    }
    return name;
  }

  /** Reads the content to its end, so that it is proven before anybody else sees it. */
  private static void copy(ObjectContent content, ScratchFile file, ObjectAddress address)
      throws IOException {
    byte[] buffer = new byte[Digests.BUFFER_SIZE];
    for (int count = read(content.body(), buffer, address); count >= 0; ) {
      file.append(buffer, 0, count);
      count = read(content.body(), buffer, address);
    }
  }

  private static int read(InputStream body, byte[] buffer, ObjectAddress address) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + address);
    }
  }
}
