package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import java.util.Optional;

/** What a request must satisfy: a directory has neither versions nor headers of its own. */
final class RequestChecks {
  static final int MAX_METADATA_BYTES = 8192;

  private RequestChecks() {}

  static void etag(String action, ObjectHead head, Optional<String> wanted) {
    if (wanted.isPresent() && !wanted.get().equals(head.etag())) {
      throw FilesystemExceptions.failure(
          Kind.PRECONDITION_FAILED,
          action,
          head.address(),
          "ETag is " + head.etag() + ", not " + wanted.get());
    }
  }

  static void attributes(String action, ObjectAddress address, ObjectAttributes attributes) {
    headers(action, address, attributes.storeHeaders());
    if (attributes.metadataBytes() > MAX_METADATA_BYTES) {
      throw FilesystemExceptions.failure(
          Kind.REJECTED,
          action,
          address,
          attributes.metadataBytes() + " bytes of metadata are more than " + MAX_METADATA_BYTES);
    }
  }

  static void read(String action, ObjectAddress address, ReadOptions options) {
    version(action, address, options.versionId());
    headers(action, address, options.storeHeaders());
  }

  static void headers(String action, ObjectAddress address, StoreHeaders headers) {
    if (!headers.isEmpty()) {
      throw unsupported(action, address, Capability.STORE_HEADERS);
    }
  }

  static void version(String action, ObjectAddress address, Optional<String> versionId) {
    if (versionId.isPresent()) {
      throw unsupported(action, address, Capability.VERSIONS);
    }
  }

  static StorageException unsupported(String action, Object address, Capability capability) {
    return FilesystemExceptions.failure(
        Kind.NOT_SUPPORTED, action, address, "a directory has no " + capability);
  }
}
