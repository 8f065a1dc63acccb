package io.deltaglider.adapter.gcs;

import static io.deltaglider.adapter.gcs.GcsExceptions.failure;
import static io.deltaglider.adapter.gcs.GcsExceptions.notSupported;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a request must satisfy before anything is sent. */
final class GcsChecks {
  static final Set<Capability> CAPABILITIES =
      Set.of(
          Capability.CONDITIONAL_PUT,
          Capability.CONDITIONAL_DELETE,
          Capability.CONDITIONAL_COPY,
          Capability.METADATA_WITH_LISTING,
          Capability.CONTENT_LANGUAGE,
          Capability.STORAGE_CLASS,
          Capability.LIFECYCLE_RULES);

  /** What is left of the service's limit for {@link StoredNote}. */
  static final int MAX_METADATA_BYTES = 7 << 10;

  /** The service's limit of all names and values together. */
  private static final int MAX_STORED_BYTES = 8 << 10;

  private GcsChecks() {}

  static void attributes(String action, ObjectAddress address, ObjectAttributes attributes) {
    if (!attributes.tags().isEmpty()) {
      throw notSupported(Capability.TAGS, action, address);
    }
    storeHeaders(action, address, attributes.storeHeaders());
    Optional<String> unknown =
        attributes.storageClass().filter(name -> StorageClasses.stored(name).isEmpty());
    if (unknown.isPresent()) {
      throw failure(Kind.REJECTED, action, address, "there is no storage class " + unknown.get());
    }
    int bytes = attributes.metadataBytes();
    if (bytes > MAX_METADATA_BYTES) {
      throw failure(
          Kind.REJECTED,
          action,
          address,
          bytes + " bytes of metadata are more than " + MAX_METADATA_BYTES);
    }
    int stored = bytes(StoredNote.of(attributes).with(attributes.metadata()));
    if (stored > MAX_STORED_BYTES) {
      throw failure(
          Kind.REJECTED,
          action,
          address,
          "with the Expires header, metadata take "
              + stored
              + " bytes, more than "
              + MAX_STORED_BYTES);
    }
  }

  private static int bytes(Map<String, String> metadata) {
    int bytes = 0;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      bytes += entry.getKey().length();
      bytes += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }

  static void read(String action, ObjectAddress address, ReadOptions options) {
    version(action, address, options.versionId());
    storeHeaders(action, address, options.storeHeaders());
  }

  static void copy(CopyRequest request) {
    storeHeaders("copy", request.source(), request.storeHeaders());
    version("copy", request.source(), request.sourceVersionId());
    request.replacement().ifPresent(given -> attributes("copy to", request.target(), given));
  }

  static void version(String action, ObjectAddress address, Optional<String> versionId) {
    if (versionId.isPresent()) {
      throw notSupported(Capability.VERSIONS, action, address);
    }
  }

  private static void storeHeaders(String action, ObjectAddress address, StoreHeaders headers) {
    if (!headers.isEmpty()) {
      throw notSupported(Capability.STORE_HEADERS, action, address);
    }
  }
}
