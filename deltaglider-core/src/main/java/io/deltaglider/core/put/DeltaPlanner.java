package io.deltaglider.core.put;

import io.deltaglider.core.format.BucketFormat;
import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.integrity.ContentDigest;
import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.reference.OpenReference;
import io.deltaglider.core.reference.PointerMove;
import io.deltaglider.core.reference.ReferenceIndex;
import io.deltaglider.core.reference.ReferenceLook;
import io.deltaglider.core.reference.ReferenceLook.Standing;
import io.deltaglider.core.reference.ReferenceStore;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.select.DriftRule;
import io.deltaglider.core.select.Eligibility;
import io.deltaglider.core.select.FileTypePolicy;
import io.deltaglider.core.select.FitDecision;
import io.deltaglider.core.select.ReferencePointer;
import io.deltaglider.core.select.ReferenceRanking;
import io.deltaglider.core.select.Scopes;
import io.deltaglider.core.spool.SpooledContent;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.scratch.ByteSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides how an object is stored and makes its delta: looks for references in the object's scopes,
 * tries the most promising, and makes a new reference where none fits. Thread-safe.
 */
final class DeltaPlanner {
  private static final Logger log = LoggerFactory.getLogger(DeltaPlanner.class);

  /** How many references are tried at most: each costs a download and an encoding. */
  private static final int MAX_CANDIDATES = 3;

  /** Storage classes whose objects must be restored before they can be read: S3's names. */
  private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

  private static final ByteSource NO_SOURCE = ByteSource.of(new byte[0]);

  private final ReferenceStore references;
  private final ReferenceIndex index;
  private final BucketFormats formats;
  private final NewReferences newReferences;
  private final DeltaMaker maker;
  private final TimeSource time;
  private final PutOptions options;

  DeltaPlanner(
      ReferenceStore references,
      ReferenceIndex index,
      BucketFormats formats,
      DeltaMaker maker,
      TimeSource time,
      PutOptions options) {
    this.references = references;
    this.index = index;
    this.formats = formats;
    this.newReferences = new NewReferences(references, index, maker, time);
    this.maker = maker;
    this.time = time;
    this.options = options;
  }

  /**
   * Plans an object, and writes what the plan needs: a reference, pointers.
   *
   * @throws StorageException if looking for references fails: that never means that there is none
   * @throws IOException if scratch fails
   */
  Plan plan(PutRequest request, SpooledContent content, BucketFormat format) throws IOException {
    Optional<Plan> settled = withoutReference(request, content, format);
    if (settled.isPresent()) {
      return settled.get();
    }
    Attempt attempt = attempt(request, content, format);
    Optional<Plan> plan = planDelta(attempt);
    // A changed policy may have changed the scopes.
    return plan.isPresent()
        ? plan.get()
        : plan(request, content, formats.forInternalWriting(request.address().bucket()));
  }

  /**
   * Returns what {@link #plan} would return now. Writes nothing.
   *
   * @throws StorageException if looking for references fails: that never means that there is none
   * @throws IOException if scratch fails
   */
  Plan preview(PutRequest request, SpooledContent content, BucketFormat format) throws IOException {
    Optional<Plan> settled = withoutReference(request, content, format);
    if (settled.isPresent()) {
      return settled.get();
    }
    Attempt attempt = attempt(request, content, format);
    Search search = search(attempt);
    if (search instanceof Search.Failed failed) {
      return failed.plan();
    }
    if (search instanceof Search.Found found) {
      return previewOrClose(attempt, found);
    }
    return newReferences.preview(attempt.bucket(), attempt.scopes(), content);
  }

  private Plan previewOrClose(Attempt attempt, Search.Found found) {
    try {
      if (fit(attempt, found).action() == FitDecision.Action.PROMOTE) {
        Plan promoted =
            newReferences.preview(attempt.bucket(), attempt.scopes(), attempt.content());
        if (promoted instanceof Plan.AsDelta) {
          found.plan().close();
          return promoted;
        }
      }
      return found.plan();
    } catch (RuntimeException e) {
      found.plan().close();
      throw e;
    }
  }

  /** Plans an object for which no reference is looked for; empty for all others. */
  private Optional<Plan> withoutReference(
      PutRequest request, SpooledContent content, BucketFormat format) throws IOException {
    Optional<Plan> wrapped = wrap(content);
    if (wrapped.isPresent()) {
      return wrapped;
    }
    ObjectAddress address = request.address();
    Eligibility eligibility =
        FileTypePolicy.judge(
            address.key(), content.digest().size(), content.prefix(), policy(format));
    if (!eligibility.eligible()) {
      return Optional.of(new Plan.Whole(eligibility.reason(), false));
    }
    if (!request.delta()) {
      return Optional.of(new Plan.Whole("no delta wanted", true));
    }
    if (request.attributes().storageClass().filter(ARCHIVES::contains).isPresent()) {
      return Optional.of(new Plan.Whole("its storage class cannot be read at once", true));
    }
    Optional<String> protection = Protection.of(request.attributes().storeHeaders());
    if (protection.isPresent()) {
      return Optional.of(new Plan.Whole(protection.get(), true));
    }
    if (format.warning().isPresent()) {
      String warning = format.warning().get();
      log.warn("bucket {}: {}; storing {} whole", address.bucket(), warning, address.key());
      return Optional.of(new Plan.Whole(warning, true));
    }
    return Optional.empty();
  }

  private Attempt attempt(PutRequest request, SpooledContent content, BucketFormat format) {
    ObjectAddress address = request.address();
    return new Attempt(address.bucket(), format, Scopes.of(address.key(), policy(format)), content);
  }

  private DeltaPolicy policy(BucketFormat format) {
    return options.policy().map(format.policy()::narrow).orElse(format.policy());
  }

  /** What stays the same while an object's references are tried. */
  private record Attempt(
      String bucket, BucketFormat format, List<Scope> scopes, SpooledContent content) {}

  /** What trying an object's references has come to. */
  private sealed interface Search {
    /**
     * One fits.
     *
     * @param askedStore whether the store was asked, or else everything was remembered
     */
    record Found(Scope scope, ReferencePointer pointer, Plan.AsDelta plan, boolean askedStore)
        implements Search {}

    /** Something failed that another reference would not help. */
    record Failed(Plan.Whole plan) implements Search {}

    /** None fits. */
    record Nothing() implements Search {}
  }

  /** Content that begins like a delta of ours would be taken for one: it is stored inside one. */
  private Optional<Plan> wrap(SpooledContent content) throws IOException {
    if (SelfDescription.parse(content.prefix()).isEmpty()) {
      return Optional.empty();
    }
    SelfDescription description = describe(content, Optional.empty());
    try {
      EncodedDelta delta = maker.make(description, NO_SOURCE, content.file(), Long.MAX_VALUE);
      return Optional.of(new Plan.AsDelta(delta, Form.DELTA, "wrapped", 0, Optional.empty()));
    } catch (DeltaRefusedException e) {
      throw new IOException("cannot store content that begins like a delta: " + e.reason(), e);
    }
  }

  /** Returns the plan; empty if the bucket's format has changed since it was looked at. */
  private Optional<Plan> planDelta(Attempt attempt) {
    Search search = search(attempt);
    if (search instanceof Search.Failed failed) {
      return Optional.of(failed.plan());
    }
    if (search instanceof Search.Found found) {
      return Optional.of(settleOrClose(attempt, found));
    }
    return planReference(attempt);
  }

  /** Tries the most promising references of each scope. */
  private Search search(Attempt attempt) {
    Set<Sha256> tried = new HashSet<>();
    boolean askedStore = false;
    for (Scope scope : attempt.scopes()) {
      askedStore |= !index.isFresh(attempt.bucket(), scope);
      List<ReferencePointer> pointers = index.pointers(attempt.bucket(), scope);
      ContentDigest digest = attempt.content().digest();
      for (ReferencePointer pointer :
          ReferenceRanking.rank(pointers, digest.size(), digest.sketch())) {
        if (tried.size() == MAX_CANDIDATES || !tried.add(pointer.reference())) {
          continue;
        }
        askedStore |= !references.isFresh(attempt.bucket(), pointer.reference());
        try {
          Optional<Plan.AsDelta> plan = tryReference(attempt, scope, pointer);
          if (plan.isPresent()) {
            return new Search.Found(scope, pointer, plan.get(), askedStore);
          }
        } catch (DeltaRefusedException e) {
          if (e.refusal() == DeltaRefusedException.Cause.FAILURE) {
            return new Search.Failed(new Plan.Whole(e.reason(), true));
          }
        }
      }
    }
    return new Search.Nothing();
  }

  /** Makes the content a reference; empty if the bucket's format has changed meanwhile. */
  private Optional<Plan> planReference(Attempt attempt) {
    if (!formats.forInternalWriting(attempt.bucket()).equals(attempt.format())) {
      return Optional.empty();
    }
    return Optional.of(newReferences.plan(attempt.bucket(), attempt.scopes(), attempt.content()));
  }

  /** Makes a delta against one reference; empty if the reference turns out to be unusable. */
  private Optional<Plan.AsDelta> tryReference(
      Attempt attempt, Scope scope, ReferencePointer pointer) throws DeltaRefusedException {
    String bucket = attempt.bucket();
    SpooledContent content = attempt.content();
    Sha256 reference = pointer.reference();
    ReferenceLook look = references.look(bucket, reference);
    if (look.standing() != Standing.USABLE) {
      index.forget(bucket, scope);
      return Optional.empty();
    }
    SelfDescription description = describe(content, Optional.of(reference));
    long maxBytes = (long) (options.maxRatio() * content.digest().size());
    try (OpenReference open = open(bucket, reference)) {
      EncodedDelta delta = maker.make(description, open.bytes(), content.file(), maxBytes);
      String note = reference.equals(content.digest().sha256()) ? NewReferences.ZERO_DIFF : "delta";
      return Optional.of(new Plan.AsDelta(delta, Form.DELTA, note, 0, Optional.of(look)));
    } catch (StorageException e) {
      if (e.kind() != Kind.NO_SUCH_KEY) {
        throw e;
      }
      log.warn("bucket {}: reference {} vanished", bucket, reference.hex());
    } catch (IntegrityException e) {
      log.warn("bucket {}: not using a damaged reference", bucket, e);
    }
    references.forget(bucket, reference);
    index.forget(bucket, scope);
    return Optional.empty();
  }

  private OpenReference open(String bucket, Sha256 reference) throws DeltaRefusedException {
    try {
      return references.open(bucket, reference);
    } catch (IOException e) {
      String reason = "keeping its reference at hand failed: " + e.getMessage();
      throw new DeltaRefusedException(DeltaRefusedException.Cause.FAILURE, reason, e);
    }
  }

  private Plan settleOrClose(Attempt attempt, Search.Found found) {
    try {
      return settle(attempt, found);
    } catch (RuntimeException e) {
      found.plan().close();
      throw e;
    }
  }

  private FitDecision fit(Attempt attempt, Search.Found found) {
    return DriftRule.fit(
        index.pointers(attempt.bucket(), found.scope()),
        found.pointer(),
        found.plan().delta().ratio(),
        attempt.content().digest().sha256(),
        time.now().wall());
  }

  /**
   * Accounts for a delta that fits, which may show that a new reference has become worth its price.
   */
  private Plan settle(Attempt attempt, Search.Found found) {
    String bucket = attempt.bucket();
    Scope scope = found.scope();
    Plan.AsDelta plan = found.plan();
    FitDecision decision = fit(attempt, found);
    switch (decision.action()) {
      case KEEP -> {
        savePointer(bucket, found);
        return plan;
      }
      case UPDATE_POINTER -> {
        index.move(
            bucket,
            scope,
            new PointerMove(decision.retired(), decision.replacement().orElseThrow()));
        savePointer(bucket, found);
        return plan;
      }
      case PROMOTE -> {
        Optional<Plan> promoted = planReference(attempt);
        if (promoted.isPresent() && promoted.get() instanceof Plan.AsDelta) {
          plan.close();
          return promoted.get();
        }
        return plan;
      }
    }
    throw new AssertionError(decision.action());
  }

  /** Saves where the used pointer has moved, unless this put has asked the store enough. */
  private void savePointer(String bucket, Search.Found found) {
    if (!found.askedStore()) {
      index.saveMove(bucket, found.scope(), found.pointer().reference());
    }
  }

  private static SelfDescription describe(SpooledContent content, Optional<Sha256> reference) {
    return new SelfDescription(content.digest().sha256(), content.digest().size(), reference);
  }
}
