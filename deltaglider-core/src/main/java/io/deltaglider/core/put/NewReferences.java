package io.deltaglider.core.put;

import io.deltaglider.core.integrity.ContentDigest;
import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.reference.ReferenceIndex;
import io.deltaglider.core.reference.ReferenceLook;
import io.deltaglider.core.reference.ReferenceLook.Standing;
import io.deltaglider.core.reference.ReferenceStore;
import io.deltaglider.core.select.DriftRule;
import io.deltaglider.core.select.MisfitDecision;
import io.deltaglider.core.select.ReferencePointer;
import io.deltaglider.core.spool.SpooledContent;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes content a reference of its scopes and plans the object as a delta of it. Thread-safe. */
final class NewReferences {
  /** What is recorded about an object whose content is its reference's. */
  static final String ZERO_DIFF = "zero-diff (reference identical)";

  /** docs/COLLECTION.md, "Why no acknowledged object is lost". */
  private static final Duration CREATE_WITHIN = Duration.ofHours(1);

  private final ReferenceStore references;
  private final ReferenceIndex index;
  private final DeltaMaker maker;
  private final TimeSource time;

  NewReferences(
      ReferenceStore references, ReferenceIndex index, DeltaMaker maker, TimeSource time) {
    this.references = references;
    this.index = index;
    this.maker = maker;
    this.time = time;
  }

  /**
   * What making content a reference comes to, before anything is written.
   *
   * @param plan how the object would be stored
   * @param admissions the scopes that would take the reference
   * @param missing the look that found the reference missing, if it would have to be written
   */
  private record Preparation(
      Plan plan, Map<Scope, MisfitDecision> admissions, Optional<ReferenceLook> missing) {
    static Preparation whole(String reason) {
      return new Preparation(new Plan.Whole(reason, true), Map.of(), Optional.empty());
    }
  }

  /**
   * Plans content that no reference fits. The delta is made before anything is written, so that a
   * failure leaves nothing behind; then the reference is written, then its pointers.
   */
  Plan plan(String bucket, List<Scope> scopes, SpooledContent content) {
    Preparation preparation = prepare(bucket, scopes, content);
    if (preparation.missing().filter(this::isTooOld).isPresent()) {
      preparation.plan().close();
      return new Plan.Whole("making it a reference took too long", true);
    }
    try {
      write(bucket, content, preparation);
      return preparation.plan();
    } catch (RuntimeException e) {
      preparation.plan().close();
      throw e;
    }
  }

  /** Returns what {@link #plan} would return now. Writes nothing. */
  Plan preview(String bucket, List<Scope> scopes, SpooledContent content) {
    return prepare(bucket, scopes, content).plan();
  }

  private Preparation prepare(String bucket, List<Scope> scopes, SpooledContent content) {
    Map<Scope, MisfitDecision> admissions = admissions(bucket, scopes);
    if (admissions.isEmpty()) {
      return Preparation.whole("no reference fits, and there is no room for a new one");
    }
    ContentDigest digest = content.digest();
    ReferenceLook look = references.look(bucket, digest.sha256());
    if (look.standing() == Standing.CONDEMNED) {
      return Preparation.whole("its reference is about to be collected");
    }
    SelfDescription description =
        new SelfDescription(digest.sha256(), digest.size(), Optional.of(digest.sha256()));
    boolean create = look.standing() == Standing.MISSING;
    try {
      if (!create) {
        checkStored(bucket, digest.sha256());
      }
      EncodedDelta delta = maker.make(description, content.file(), content.file(), digest.size());
      long referenceBytes = create ? digest.size() : 0;
      return new Preparation(
          new Plan.AsDelta(delta, Form.REFERENCE, ZERO_DIFF, referenceBytes, Optional.of(look)),
          admissions,
          create ? Optional.of(look) : Optional.empty());
    } catch (DeltaRefusedException e) {
      return Preparation.whole(e.reason());
    }
  }

  /** Collectors rely on it that nobody creates a reference longer after looking for it. */
  private boolean isTooOld(ReferenceLook look) {
    return time.since(look.at()).compareTo(CREATE_WITHIN) >= 0;
  }

  private void write(String bucket, SpooledContent content, Preparation preparation) {
    ContentDigest digest = content.digest();
    preparation
        .missing()
        .ifPresent(look -> references.create(bucket, digest.sha256(), content.file(), look));
    preparation.admissions().forEach((scope, admission) -> admit(bucket, scope, admission, digest));
  }

  /** A reference that is there already was written by another put: its bytes must be right. */
  private void checkStored(String bucket, Sha256 reference) throws DeltaRefusedException {
    try {
      references.open(bucket, reference).close();
    } catch (IOException | IntegrityException e) {
      references.forget(bucket, reference);
      throw new DeltaRefusedException(
          DeltaRefusedException.Cause.FAILURE,
          "its reference cannot be read: " + e.getMessage(),
          e);
    } catch (StorageException e) {
      if (e.kind() != Kind.NO_SUCH_KEY) {
        throw e;
      }
      references.forget(bucket, reference);
      throw new DeltaRefusedException(
          DeltaRefusedException.Cause.FAILURE, "its reference vanished", e);
    }
  }

  /** Returns the scopes that take a new reference, with the pointers that must go for it. */
  private Map<Scope, MisfitDecision> admissions(String bucket, List<Scope> scopes) {
    Map<Scope, MisfitDecision> admissions = new LinkedHashMap<>();
    Instant now = time.now().wall();
    for (Scope scope : scopes) {
      MisfitDecision decision = DriftRule.misfit(index.pointers(bucket, scope), now);
      if (decision.action() == MisfitDecision.Action.NEW_REFERENCE) {
        admissions.put(scope, decision);
      } else if (admissions.isEmpty()) {
        return Map.of(); // the family decides; the directory only follows
      }
    }
    return admissions;
  }

  private void admit(String bucket, Scope scope, MisfitDecision admission, ContentDigest digest) {
    boolean known =
        index.pointers(bucket, scope).stream()
            .anyMatch(pointer -> pointer.reference().equals(digest.sha256()));
    if (!known) {
      index.add(
          bucket,
          scope,
          ReferencePointer.fresh(
              digest.sha256(), digest.size(), digest.sketch(), time.now().wall()));
      admission.retired().forEach(pointer -> index.remove(bucket, scope, pointer));
    }
  }
}
