package io.deltaglider.core.multipart;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.get.StoredForms;
import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.StagedPart;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.multipart.MultipartException.Kind;
import io.deltaglider.core.multipart.UploadDocument.State;
import io.deltaglider.core.put.PutOperation;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Completes uploads: claims the upload, puts the object, records the outcome, deletes the parts;
 * docs/FORMAT.md, "Staging". Thread-safe.
 */
final class Completion {
  private static final Logger log = LoggerFactory.getLogger(Completion.class);
  private static final int MAX_ATTEMPTS = 10;

  private final StoragePort storage;
  private final PutOperation putting;
  private final StoredForms forms;
  private final Uploads uploads;
  private final StagedParts parts;
  private final TimeSource time;
  private final MultipartOptions options;

  Completion(
      StoragePort storage,
      PutOperation putting,
      StoredForms forms,
      Uploads uploads,
      StagedParts parts,
      TimeSource time,
      MultipartOptions options) {
    this.storage = storage;
    this.putting = putting;
    this.forms = forms;
    this.uploads = uploads;
    this.parts = parts;
    this.time = time;
    this.options = options;
  }

  PutOutcome complete(CompleteUploadRequest request) throws IOException {
    PartList list = PartList.of(request);
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      Upload upload = uploads.require(request.address(), request.uploadId());
      if (upload.document().state() == State.COMPLETED) {
        return answerAgain(request, upload, list);
      }
      if (upload.document().isClaimed(time.now().wall())
          && !upload.document().wasAttemptedWith(list.fingerprint())) {
        break;
      }
      try {
        List<PartSource> sources = sources(request, upload, list);
        Optional<Upload> claimed =
            uploads.change(
                upload, upload.document().completing(list.fingerprint(), time.now().wall()));
        if (claimed.isPresent()) {
          return run(request, upload, claimed.get(), list, sources);
        }
      } catch (MultipartException e) {
        if (e.kind() != Kind.INVALID_PART) {
          throw e;
        }
        // Who completed or aborted it meanwhile has deleted the parts.
        Upload now = uploads.require(request.address(), request.uploadId());
        if (now.document().state() != State.COMPLETED) {
          throw e;
        }
        return answerAgain(request, now, list);
      }
    }
    throw conflict(request);
  }

  private static MultipartException conflict(CompleteUploadRequest request) {
    return new MultipartException(
        Kind.CONFLICT,
        request.address(),
        "upload '" + request.uploadId() + "' is being completed by somebody else");
  }

  private PutOutcome answerAgain(CompleteUploadRequest request, Upload completed, PartList list) {
    if (!completed.document().wasAttemptedWith(list.fingerprint())) {
      throw Uploads.noSuchUpload(request.address(), request.uploadId());
    }
    clear(completed);
    return completed.document().outcome().orElseThrow();
  }

  /** The object is there: what is left behind costs only space, until it expires. */
  private void clear(Upload completed) {
    try {
      parts.deleteAll(completed.address().bucket(), completed.name());
    } catch (StorageException e) {
      log.warn("{}: its parts stay until {}", completed.address(), completed.name().expiry(), e);
    }
  }

  /** Returns where the parts are, after checking them as far as their listing tells. */
  private List<PartSource> sources(CompleteUploadRequest request, Upload upload, PartList list) {
    String bucket = request.address().bucket();
    Map<Integer, ListedObject> staged = parts.all(bucket, upload.name());
    List<PartSource> sources = new ArrayList<>();
    for (PartRef part : list.parts()) {
      ListedObject listed = staged.get(part.number());
      ObjectAddress stored = BucketLayout.part(bucket, upload.name(), part.number());
      PartSource source =
          new PartSource(
              request.address(),
              part.number(),
              stored,
              part.etag(),
              listed == null ? 0 : listed.size());
      if (listed == null) {
        throw source.invalid("was not uploaded");
      }
      Optional<StagedPart> known = listed.head().flatMap(MetadataCodec::decodePart);
      if (known.filter(found -> !found.md5().equals(part.etag())).isPresent()) {
        throw source.invalid("has another ETag than '" + part.etag() + "'");
      }
      sources.add(source);
    }
    for (PartSource source : sources.subList(0, sources.size() - 1)) {
      if (source.size() < options.minPartBytes()) {
        throw new MultipartException(
            Kind.ENTITY_TOO_SMALL,
            request.address(),
            "part " + source.number() + " has less than " + options.minPartBytes() + " bytes");
      }
    }
    return sources;
  }

  private PutOutcome run(
      CompleteUploadRequest request,
      Upload before,
      Upload claimed,
      PartList list,
      List<PartSource> sources)
      throws IOException {
    PutOutcome outcome;
    try {
      outcome = record(request, claimed, list, write(request, before, list, sources));
    } catch (IOException | RuntimeException e) {
      giveBack(before, claimed, e);
      throw e;
    }
    clear(claimed);
    return outcome;
  }

  /**
   * Lets others abort the upload, or complete it with other parts, unless somebody else, who may
   * still be completing it, had claimed it before.
   */
  private void giveBack(Upload before, Upload claimed, Exception reason) {
    boolean writtenPerhaps =
        !(reason instanceof StorageException e
            && e.kind() == StorageException.Kind.PRECONDITION_FAILED);
    UploadDocument next =
        before.document().state() == State.OPEN && writtenPerhaps
            ? claimed.document().reopened()
            : before.document();
    try {
      uploads.change(claimed, next);
    } catch (StorageException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * Puts the object. Without a condition of the user's the put is pinned to what is there now, so
   * that it never overwrites what came after another process had completed the upload.
   */
  private PutOutcome write(
      CompleteUploadRequest request, Upload before, PartList list, List<PartSource> sources)
      throws IOException {
    ObjectAddress address = request.address();
    boolean conditional = request.condition().kind() != WriteCondition.Kind.ALWAYS;
    boolean pinned = !conditional && storage.supports(Capability.CONDITIONAL_PUT, address.bucket());
    boolean repeated = conditional && before.document().wasAttemptedWith(list.fingerprint());
    for (int attempt = 1; ; attempt++) {
      MessageDigest hash = Digests.sha256();
      WriteCondition condition = pinned ? present(address) : request.condition();
      try (PartStream parts = new PartStream(storage, sources)) {
        InputStream content = repeated ? new DigestInputStream(parts, hash) : parts;
        return putting.put(putRequest(before, list, sources, condition), content);
      } catch (StorageException e) {
        if (e.kind() != StorageException.Kind.PRECONDITION_FAILED) {
          throw e;
        }
        Optional<PutOutcome> outcome = outcomeOfOther(request, list);
        if (outcome.isEmpty() && repeated) {
          outcome = outcomeOfBefore(before, Sha256.of(hash.digest()));
        }
        if (outcome.isPresent()) {
          return outcome.get();
        }
        if (!pinned || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Returns what an attempt whose answer was lost has written, if that is what is there. */
  private Optional<PutOutcome> outcomeOfBefore(Upload upload, Sha256 content) {
    ObjectAttributes attributes = upload.document().attributes();
    ObjectInfo info;
    try {
      info = forms.info(upload.address());
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.NO_SUCH_KEY) {
        return Optional.empty();
      }
      throw e;
    }
    if (!info.sha256().equals(Optional.of(content))
        || !info.headers().equals(attributes.headers())
        || !info.metadata().equals(attributes.metadata())) {
      return Optional.empty();
    }
    return Optional.of(
        new PutOutcome(
            info.address(),
            info.form() == ObjectInfo.Form.DELTA ? Form.DELTA : Form.PASSTHROUGH,
            info.size(),
            info.storedSize(),
            content,
            info.etag(),
            info.reference(),
            Optional.empty(),
            info.versionId(),
            info.storeHeaders()));
  }

  private Optional<PutOutcome> outcomeOfOther(CompleteUploadRequest request, PartList list) {
    return uploads
        .find(request.address(), request.uploadId())
        .map(Upload::document)
        .filter(document -> document.wasAttemptedWith(list.fingerprint()))
        .flatMap(UploadDocument::outcome);
  }

  private static PutRequest putRequest(
      Upload upload, PartList list, List<PartSource> sources, WriteCondition condition) {
    return new PutRequest(
        upload.address(),
        upload.document().attributes(),
        condition,
        OptionalLong.of(sources.stream().mapToLong(PartSource::size).sum()),
        upload.document().delta(),
        Optional.of(list.etag()),
        Optional::empty);
  }

  /** Returns the condition that nothing changes at an address. */
  private WriteCondition present(ObjectAddress address) {
    try {
      return WriteCondition.ifMatch(storage.head(address).etag());
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.NO_SUCH_KEY) {
        return WriteCondition.ifAbsent();
      }
      if (e.kind() == StorageException.Kind.DAMAGED) {
        return WriteCondition.always(); // it is to be replaced, whatever it was
      }
      throw e;
    }
  }

  /** Records the outcome, unless another process that had the same parts did so before. */
  private PutOutcome record(
      CompleteUploadRequest request, Upload claimed, PartList list, PutOutcome outcome) {
    Optional<Upload> upload = Optional.of(claimed);
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      if (upload.isEmpty()) {
        return outcome; // it expired meanwhile
      }
      UploadDocument document = upload.get().document();
      if (!document.wasAttemptedWith(list.fingerprint()) || document.state() == State.ABORTED) {
        throw conflict(request);
      }
      if (document.outcome().isPresent()) {
        return document.outcome().get();
      }
      if (uploads.change(upload.get(), document.completed(outcome)).isPresent()) {
        return outcome;
      }
      upload = uploads.find(request.address(), request.uploadId());
    }
    throw conflict(request);
  }
}
