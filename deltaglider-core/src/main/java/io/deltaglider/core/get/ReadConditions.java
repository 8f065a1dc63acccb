package io.deltaglider.core.get;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What must hold for an object to be read, with the precedence of RFC 9110 §13.2.2, which is S3's:
 * an ETag decides before a time does. A wanted ETag may be the content's or that of the stored
 * form; {@link #ANY} stands for each.
 *
 * @param ifMatch the ETag it must have, without quotes
 * @param ifNoneMatch the ETag it must not have, without quotes
 * @param ifModifiedSince it must have been written later than this; whole seconds count
 * @param ifUnmodifiedSince it must not have been written later than this; whole seconds count
 */
public record ReadConditions(
    Optional<String> ifMatch,
    Optional<String> ifNoneMatch,
    Optional<Instant> ifModifiedSince,
    Optional<Instant> ifUnmodifiedSince) {
  /** No condition at all. */
  public static final ReadConditions NONE =
      new ReadConditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The ETag that every object has. */
  public static final String ANY = "*";

  /** Checks that nothing is null. */
  public ReadConditions {
    Objects.requireNonNull(ifMatch, "ifMatch");
    Objects.requireNonNull(ifNoneMatch, "ifNoneMatch");
    Objects.requireNonNull(ifModifiedSince, "ifModifiedSince");
    Objects.requireNonNull(ifUnmodifiedSince, "ifUnmodifiedSince");
  }

  /** Returns the condition that the object has this ETag. */
  public static ReadConditions ifMatch(String etag) {
    return new ReadConditions(
        Optional.of(etag), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns whether there is none. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /**
   * Checks an object.
   *
   * @param action what is done to it, for the message
   * @throws StorageException with {@code PRECONDITION_FAILED} if it is not as wanted
   * @throws NotModifiedException if it is what the caller has already
   */
  public void check(String action, ObjectInfo info) {
    if (ifMatch.isPresent()) {
      if (!matches(ifMatch.get(), info)) {
        throw failed(action, info, "its ETag is " + info.etag() + ", not " + ifMatch.get());
      }
    } else if (ifUnmodifiedSince.isPresent() && isLater(info, ifUnmodifiedSince.get())) {
      throw failed(action, info, "it was written at " + info.lastModified());
    }
    boolean unchanged =
        ifNoneMatch.isPresent()
            ? matches(ifNoneMatch.get(), info)
            : ifModifiedSince.isPresent() && !isLater(info, ifModifiedSince.get());
    if (unchanged) {
      throw new NotModifiedException(info);
    }
  }

  private static boolean matches(String wanted, ObjectInfo info) {
    return wanted.equals(ANY) || wanted.equals(info.etag()) || wanted.equals(info.storedEtag());
  }

  /** HTTP knows whole seconds only. */
  private static boolean isLater(ObjectInfo info, Instant than) {
    return info.lastModified().getEpochSecond() > than.getEpochSecond();
  }

  private static StorageException failed(String action, ObjectInfo info, String why) {
    return new StorageException(
        Kind.PRECONDITION_FAILED, action + " " + info.address() + ": " + why);
  }
}
