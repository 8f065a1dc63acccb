package io.deltaglider.core.put;

import io.deltaglider.core.metadata.StoredObject;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.reference.ReferenceLook;
import java.io.Closeable;
import java.util.Optional;

/** How an object is going to be stored. Closing it gives up what it holds in scratch. */
sealed interface Plan extends Closeable {
  /** Why a delta is not written although it was made. */
  String NO_ROOM_FOR_METADATA = "no room for metadata beside the user's";

  @Override
  void close();

  /**
   * As it came.
   *
   * @param reason why it is no delta
   * @param eligible whether its kind and size would have allowed one
   */
  record Whole(String reason, boolean eligible) implements Plan {
    @Override
    public void close() {}
  }

  /**
   * As a delta.
   *
   * @param delta the proven delta
   * @param form whether its reference is new
   * @param note what is recorded about it
   * @param referenceBytes how many bytes of reference were written for it
   * @param look the look that found the reference usable; absent for a delta without a source
   */
  record AsDelta(
      EncodedDelta delta, Form form, String note, long referenceBytes, Optional<ReferenceLook> look)
      implements Plan {
    /** Returns what the stored object says of itself, if its content's ETag is {@code etag}. */
    StoredObject.Delta stored(String etag) {
      return new StoredObject.Delta(
          delta.description(), delta.file().size(), delta.sha256(), etag, note);
    }

    @Override
    public void close() {
      delta.close();
    }
  }
}
