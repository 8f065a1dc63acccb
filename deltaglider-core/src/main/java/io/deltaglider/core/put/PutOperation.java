package io.deltaglider.core.put;

import io.deltaglider.core.Ports;
import io.deltaglider.core.condition.ContentConditions;
import io.deltaglider.core.format.BucketFormat;
import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.integrity.ContentDigest;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.reference.ReferenceIndex;
import io.deltaglider.core.reference.ReferenceLook;
import io.deltaglider.core.reference.ReferenceLook.Standing;
import io.deltaglider.core.reference.ReferenceStore;
import io.deltaglider.core.spool.SpooledContent;
import io.deltaglider.core.spool.Spooler;
import io.deltaglider.core.time.Moment;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.scratch.ScratchFile;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores objects. An object is acknowledged only after its stored form has been decoded again and
 * found equal to the content; docs/FORMAT.md, "Writing". Thread-safe.
 */
public final class PutOperation {
  private static final Logger log = LoggerFactory.getLogger(PutOperation.class);

  /** A look at the condemned marker that is older than this is repeated before writing. */
  private static final Duration FRESH = Duration.ofSeconds(60);

  /** Acknowledging later than this after t0 is forbidden; docs/FORMAT.md, "Writing", step 5. */
  private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofHours(1);

  private static final int MAX_DELTA_ATTEMPTS = 3;

  private final StoragePort storage;
  private final Spooler spooler;
  private final BucketFormats formats;
  private final ReferenceStore references;
  private final ContentConditions conditions;
  private final DeltaPlanner planner;
  private final TimeSource time;
  private final PutListener listener;

  /** Creates an operation. */
  public PutOperation(
      Ports ports,
      BucketFormats formats,
      ReferenceStore references,
      ReferenceIndex index,
      ContentConditions conditions,
      TimeSource time,
      PutOptions options) {
    this.storage = ports.storage();
    this.spooler = new Spooler(ports.scratch());
    this.formats = formats;
    this.references = references;
    this.conditions = conditions;
    this.planner =
        new DeltaPlanner(
            references, index, formats, new DeltaMaker(ports, time, options), time, options);
    this.time = time;
    this.listener = options.listener();
  }

  /**
   * Reads {@code content} to its end and stores it. Whatever goes wrong on the way to a delta costs
   * only space: the content is stored whole then, with the reason.
   *
   * @throws StorageException if the store refuses or fails; the object is as it was before
   * @throws io.deltaglider.core.spool.ContentLengthException if the content is not as long as
   *     declared
   * @throws io.deltaglider.core.format.DamagedFormatException if the bucket must not be written to
   * @throws IOException if reading the content or scratch fails
   */
  public PutOutcome put(PutRequest request, InputStream content) throws IOException {
    Moment start = time.now();
    BucketFormat format = formats.forWriting(request.address().bucket());
    PutOutcome outcome;
    try (SpooledContent spooled =
        spooler.spool(request.address(), content, request.declaredSize())) {
      outcome = store(request, spooled, format, false).orElseThrow();
    }
    tell(outcome, start);
    return outcome;
  }

  /**
   * Reads {@code content} to its end and stores it in one form only.
   *
   * @return how it was stored; empty, with the object as it was, if it cannot be stored so
   * @throws StorageException as {@link #put} does
   * @throws IOException as {@link #put} does
   */
  public Optional<PutOutcome> put(OnlyAs form, PutRequest request, InputStream content)
      throws IOException {
    Moment start = time.now();
    Optional<PutOutcome> outcome;
    try (SpooledContent spooled =
        spooler.spool(request.address(), content, request.declaredSize())) {
      outcome =
          switch (form) {
            case PLAIN -> storePlain(request, spooled);
            case DELTA ->
                store(request, spooled, formats.forWriting(request.address().bucket()), true);
          };
    }
    outcome.ifPresent(stored -> tell(stored, start));
    return outcome;
  }

  private Optional<PutOutcome> storePlain(PutRequest request, SpooledContent content) {
    if (SelfDescription.parse(content.prefix()).isPresent()) {
      return Optional.empty(); // whoever reads deltas would take it for one
    }
    return Optional.of(
        whole(
            request,
            content.digest(),
            send(request, content.file(), request.attributes()),
            Optional.empty()));
  }

  private void tell(PutOutcome outcome, Moment start) {
    try {
      listener.stored(outcome, time.monotonicSince(start));
    } catch (RuntimeException e) {
      log.warn("{}: the listener failed", outcome.address(), e);
    }
  }

  /** Stores content; empty only if it was to be a delta or nothing, and cannot be one. */
  private Optional<PutOutcome> store(
      PutRequest request, SpooledContent content, BucketFormat format, boolean onlyAsDelta)
      throws IOException {
    Optional<PutOutcome> unacknowledged = Optional.empty();
    for (int attempt = 1; attempt <= MAX_DELTA_ATTEMPTS; attempt++) {
      PutRequest next = unacknowledged.isPresent() ? again(request, unacknowledged.get()) : request;
      try (Plan plan = planner.plan(request, content, format)) {
        if (!isStillUsable(request, plan, FRESH)) {
          continue;
        }
        // What an earlier attempt has written must be replaced, by whatever is possible.
        boolean mayLeave = onlyAsDelta && unacknowledged.isEmpty();
        Optional<PutOutcome> outcome = write(next, content, plan, mayLeave);
        if (outcome.isEmpty() || isStillUsable(request, plan, ACKNOWLEDGE_WITHIN)) {
          return outcome;
        }
        unacknowledged = outcome;
      } catch (StorageException e) {
        if (e.kind() == Kind.PRECONDITION_FAILED && unacknowledged.isPresent()) {
          return unacknowledged; // another writer has replaced what this one wrote
        }
        throw e;
      }
    }
    PutRequest last = unacknowledged.isPresent() ? again(request, unacknowledged.get()) : request;
    return write(
        last,
        content,
        new Plan.Whole("its references keep being collected", true),
        onlyAsDelta && unacknowledged.isEmpty());
  }

  /** Returns the request to replace exactly what this put wrote before. */
  private static PutRequest again(PutRequest request, PutOutcome written) {
    boolean conditional = request.condition().kind() != WriteCondition.Kind.ALWAYS;
    return conditional ? request.withCondition(WriteCondition.ifMatch(written.etag())) : request;
  }

  /** Returns whether the plan's look at its reference is young enough, or was found true again. */
  private boolean isStillUsable(PutRequest request, Plan plan, Duration limit) {
    if (!(plan instanceof Plan.AsDelta planned) || planned.look().isEmpty()) {
      return true;
    }
    ReferenceLook look = planned.look().get();
    if (time.since(look.at()).compareTo(limit) < 0) {
      return true;
    }
    Sha256 reference = planned.delta().description().reference().orElseThrow();
    return references.lookAgain(request.address().bucket(), reference).standing()
        == Standing.USABLE;
  }

  /** Writes what was planned; empty if that is no delta and {@code onlyAsDelta} wants one. */
  private Optional<PutOutcome> write(
      PutRequest request, SpooledContent content, Plan plan, boolean onlyAsDelta) {
    if (plan instanceof Plan.AsDelta planned) {
      Optional<PutOutcome> written = writeDelta(request, content, planned);
      if (written.isPresent()) {
        return written;
      }
      if (planned.look().isEmpty()) {
        throw new StorageException(
            Kind.REJECTED,
            "put "
                + request.address()
                + ": content that begins like a delta needs more room beside the user's metadata");
      }
    }
    if (onlyAsDelta) {
      return Optional.empty();
    }
    return Optional.of(
        writeWhole(
            request,
            content,
            plan instanceof Plan.Whole whole
                ? whole
                : new Plan.Whole(Plan.NO_ROOM_FOR_METADATA, true)));
  }

  /** Writes a delta; empty if its metadata does not fit beside the user's. */
  private Optional<PutOutcome> writeDelta(
      PutRequest request, SpooledContent content, Plan.AsDelta plan) {
    EncodedDelta delta = plan.delta();
    SelfDescription description = delta.description();
    ContentDigest digest = content.digest();
    String etag = request.contentEtag().orElse(digest.md5());
    Optional<ObjectAttributes> attributes =
        MetadataCodec.encodeDelta(
            request.address(),
            request.attributes(),
            plan.stored(etag),
            request.checksum().get(),
            time.now().wall(),
            storage.maxMetadataBytes());
    if (attributes.isEmpty()) {
      return Optional.empty();
    }
    StoredVersion stored = send(request, delta.file(), attributes.get());
    return Optional.of(
        new PutOutcome(
            request.address(),
            plan.form(),
            digest.size(),
            delta.file().size() + plan.referenceBytes(),
            digest.sha256(),
            etag,
            description.reference(),
            Optional.empty(),
            stored.versionId(),
            stored.storeHeaders()));
  }

  private PutOutcome writeWhole(PutRequest request, SpooledContent content, Plan.Whole plan) {
    ContentDigest digest = content.digest();
    ObjectAttributes attributes =
        MetadataCodec.encodePassthrough(
                request.attributes(),
                digest.sha256(),
                digest.size(),
                plan.reason(),
                request.checksum().get(),
                time.now().wall(),
                storage.maxMetadataBytes())
            .orElseThrow(
                () ->
                    new StorageException(
                        Kind.REJECTED,
                        "put "
                            + request.address()
                            + ": what must be kept needs more room beside the user's metadata"));
    return whole(
        request,
        digest,
        send(request, content.file(), attributes),
        plan.eligible() ? Optional.of(plan.reason()) : Optional.empty());
  }

  private static PutOutcome whole(
      PutRequest request, ContentDigest digest, StoredVersion stored, Optional<String> reason) {
    return new PutOutcome(
        request.address(),
        Form.PASSTHROUGH,
        digest.size(),
        digest.size(),
        digest.sha256(),
        stored.etag(),
        Optional.empty(),
        reason,
        stored.versionId(),
        stored.storeHeaders());
  }

  private StoredVersion send(PutRequest request, ScratchFile body, ObjectAttributes attributes) {
    return conditions.apply(
        request.address(),
        request.condition(),
        Capability.CONDITIONAL_PUT,
        condition -> storage.put(request.address(), ContentSource.of(body), attributes, condition));
  }
}
