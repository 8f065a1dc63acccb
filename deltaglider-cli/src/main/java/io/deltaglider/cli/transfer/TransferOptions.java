package io.deltaglider.cli.transfer;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StoreHeaders;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the user says about the objects that a transfer writes.
 *
 * @param headers content headers
 * @param metadata user metadata
 * @param directive what copies carry, if that is said
 * @param storageClass the store's storage class
 * @param storeHeaders what only the store understands
 * @param delta whether objects may become deltas
 * @param guessContentType whether a missing content type is guessed from the file's name
 */
public record TransferOptions(
    ContentHeaders headers,
    Map<String, String> metadata,
    Optional<Directive> directive,
    Optional<String> storageClass,
    StoreHeaders storeHeaders,
    boolean delta,
    boolean guessContentType) {
  /** Nothing in particular. */
  public static final TransferOptions DEFAULT =
      new TransferOptions(
          ContentHeaders.NONE,
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          StoreHeaders.NONE,
          true,
          true);

  /** What copies carry. */
  public enum Directive {
    /** The source's headers and metadata. */
    COPY,
    /** The options' headers and metadata, and no others. */
    REPLACE
  }

  /** Copies the metadata. */
  public TransferOptions {
    Objects.requireNonNull(headers, "headers");
    metadata = Map.copyOf(metadata);
    Objects.requireNonNull(directive, "directive");
    Objects.requireNonNull(storageClass, "storageClass");
    Objects.requireNonNull(storeHeaders, "storeHeaders");
  }

  /** Returns whether anything about headers or metadata was said. */
  public boolean describesObjects() {
    return !headers.equals(ContentHeaders.NONE) || !metadata.isEmpty();
  }

  /** Returns whether copies carry these headers and this metadata instead of the source's. */
  boolean replaces() {
    return directive.map(Directive.REPLACE::equals).orElse(describesObjects());
  }

  /** Returns whether a copy differs from its source in what it carries. */
  boolean changesCopies() {
    return replaces() || storageClass.isPresent() || !storeHeaders.isEmpty();
  }

  /** Returns what a new object of a file of this name carries. */
  ObjectAttributes attributes(String fileName) {
    ContentHeaders complete = headers;
    if (guessContentType && headers.contentType().isEmpty()) {
      complete = ContentTypes.guess(fileName).map(headers::withContentType).orElse(headers);
    }
    return stored(ObjectAttributes.of(complete, metadata));
  }

  /** Returns what a copy of an object to a name carries, but for tags. */
  ObjectAttributes attributes(ObjectInfo source, String fileName) {
    return replaces()
        ? attributes(fileName)
        : stored(ObjectAttributes.of(source.headers(), source.metadata()));
  }

  private ObjectAttributes stored(ObjectAttributes attributes) {
    return attributes.withStorageClass(storageClass).withStoreHeaders(storeHeaders);
  }
}
