package io.deltaglider.core.multipart;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StoreHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is known about an upload beside its parts; docs/FORMAT.md, "Staging".
 *
 * @param key the user's key
 * @param created when it began
 * @param attributes what the object will carry
 * @param delta whether the object may become a delta
 * @param state how far it got
 * @param attempt the last completion that was begun
 * @param outcome present exactly if it is completed
 */
record UploadDocument(
    String key,
    Instant created,
    ObjectAttributes attributes,
    boolean delta,
    State state,
    Optional<Attempt> attempt,
    Optional<PutOutcome> outcome) {
  /** How long a completion whose process died keeps others off. */
  private static final Duration CLAIM = Duration.ofHours(24);

  private static final String ENCRYPTION = "x-amz-server-side-encryption";

  /** How far an upload got. */
  enum State {
    OPEN,
    COMPLETING,
    ABORTED,
    COMPLETED
  }

  /**
   * A completion that was begun.
   *
   * @param parts hash of the list of parts
   * @param since when it was begun
   */
  record Attempt(Sha256 parts, Instant since) {
    Attempt {
      since = since.truncatedTo(ChronoUnit.MICROS);
    }
  }

  UploadDocument {
    created = created.truncatedTo(ChronoUnit.MICROS);
    if (outcome.isPresent() != (state == State.COMPLETED)
        || (attempt.isEmpty() && (state == State.COMPLETING || state == State.COMPLETED))) {
      throw new IllegalArgumentException("is " + state + " with or without what belongs to it");
    }
  }

  static UploadDocument open(CreateUploadRequest request, Instant now) {
    return new UploadDocument(
        request.address().key(),
        now,
        request.attributes(),
        request.delta(),
        State.OPEN,
        Optional.empty(),
        Optional.empty());
  }

  UploadDocument completing(Sha256 parts, Instant now) {
    return with(State.COMPLETING, Optional.of(new Attempt(parts, now)), Optional.empty());
  }

  /** Returns the document after the last attempt to complete it failed. */
  UploadDocument reopened() {
    return with(State.OPEN, attempt, Optional.empty());
  }

  UploadDocument aborted() {
    return with(State.ABORTED, attempt, Optional.empty());
  }

  UploadDocument completed(PutOutcome result) {
    return with(State.COMPLETED, attempt, Optional.of(result));
  }

  private UploadDocument with(
      State next, Optional<Attempt> lastAttempt, Optional<PutOutcome> result) {
    return new UploadDocument(key, created, attributes, delta, next, lastAttempt, result);
  }

  /** Returns whether these parts were the last that somebody began to complete it with. */
  boolean wasAttemptedWith(Sha256 parts) {
    return attempt.filter(last -> last.parts().equals(parts)).isPresent();
  }

  /** Returns whether a completion that may still be running keeps others off. */
  boolean isClaimed(Instant now) {
    return state == State.COMPLETING && now.isBefore(attempt.orElseThrow().since().plus(CLAIM));
  }

  /** Returns the headers that protect the object, for what is staged for it. */
  StoreHeaders encryption() {
    Map<String, String> entries = new TreeMap<>(attributes.storeHeaders().entries());
    entries.keySet().removeIf(name -> !name.startsWith(ENCRYPTION));
    return new StoreHeaders(entries);
  }
}
