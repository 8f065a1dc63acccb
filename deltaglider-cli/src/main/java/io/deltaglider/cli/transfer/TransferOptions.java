package io.deltaglider.cli.transfer;

import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import java.util.Map;
import java.util.Objects;

/**
 * What the user says about the objects that a transfer writes.
 *
 * @param headers content headers
 * @param metadata user metadata
 * @param delta whether objects may become deltas
 * @param guessContentType whether a missing content type is guessed from the file's name
 */
public record TransferOptions(
    ContentHeaders headers, Map<String, String> metadata, boolean delta, boolean guessContentType) {
  /** Nothing in particular. */
  public static final TransferOptions DEFAULT =
      new TransferOptions(ContentHeaders.NONE, Map.of(), true, true);

  /** Copies the metadata. */
  public TransferOptions {
    Objects.requireNonNull(headers, "headers");
    metadata = Map.copyOf(metadata);
  }

  /** Returns whether anything about headers or metadata was said. */
  boolean describesObjects() {
    return !headers.equals(ContentHeaders.NONE) || !metadata.isEmpty();
  }

  /** Returns what a new object of a file of this name carries. */
  ObjectAttributes attributes(String fileName) {
    ContentHeaders complete = headers;
    if (guessContentType && headers.contentType().isEmpty()) {
      complete = ContentTypes.guess(fileName).map(headers::withContentType).orElse(headers);
    }
    return ObjectAttributes.of(complete, metadata);
  }
}
