package io.deltaglider.sdk;

import java.util.Objects;
import java.util.Optional;

/**
 * One item of a batch: it has either a result or a failure.
 *
 * @param <T> what it comes to
 * @param source the file or object that was read
 * @param target the object or file that was to be written
 * @param result what it came to
 * @param failure why it failed; then the target is as it was
 */
public record BatchItem<T>(
    String source, String target, Optional<T> result, Optional<Exception> failure) {
  /** Checks that there is exactly one of result and failure. */
  public BatchItem {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(target, "target");
    if (result.isPresent() == failure.isPresent()) {
      throw new IllegalArgumentException("neither or both of result and failure");
    }
  }
}
