package io.deltaglider.adapter.memory;

import static io.deltaglider.adapter.memory.MemoryFailures.failure;
import static io.deltaglider.adapter.memory.MemoryFailures.notSupported;
import static io.deltaglider.adapter.memory.MemoryFailures.wrongEtag;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.WriteCondition;
import java.util.Optional;
import java.util.Set;

/** What a request must satisfy before anything is changed. */
final class MemoryChecks {
  private final Set<Capability> capabilities;
  private final int maxMetadataBytes;

  MemoryChecks(MemoryStorageOptions options) {
    this.capabilities = options.capabilities();
    this.maxMetadataBytes = options.maxMetadataBytes();
  }

  void attributes(String action, ObjectAddress address, ObjectAttributes attributes) {
    if (attributes.headers().contentLanguage().isPresent()) {
      require(Capability.CONTENT_LANGUAGE, action, address);
    }
    if (!attributes.tags().isEmpty()) {
      require(Capability.TAGS, action, address);
    }
    if (attributes.storageClass().isPresent()) {
      require(Capability.STORAGE_CLASS, action, address);
    }
    storeHeaders(action, address, attributes.storeHeaders());
    int bytes = attributes.metadataBytes();
    if (bytes > maxMetadataBytes) {
      throw failure(
          Kind.REJECTED,
          action,
          address,
          bytes + " bytes of metadata are more than " + maxMetadataBytes);
    }
  }

  void read(String action, ObjectAddress address, ReadOptions options) {
    if (options.versionId().isPresent()) {
      require(Capability.VERSIONS, action, address);
    }
    storeHeaders(action, address, options.storeHeaders());
  }

  private void storeHeaders(String action, ObjectAddress address, StoreHeaders headers) {
    if (!headers.isEmpty()) {
      require(Capability.STORE_HEADERS, action, address);
    }
  }

  void copy(CopyRequest request) {
    storeHeaders("copy", request.source(), request.storeHeaders());
    if (request.sourceEtag().isPresent()) {
      require(Capability.CONDITIONAL_COPY, "copy", request.source());
    }
    if (request.condition().kind() != WriteCondition.Kind.ALWAYS) {
      require(Capability.CONDITIONAL_COPY, "copy to", request.target());
    }
    if (request.sourceVersionId().isPresent()) {
      require(Capability.VERSIONS, "copy", request.source());
    }
    request.replacement().ifPresent(given -> attributes("copy to", request.target(), given));
  }

  void require(Capability needed, String action, Object address) {
    if (!capabilities.contains(needed)) {
      throw notSupported(needed, action, address);
    }
  }

  static void condition(
      String action,
      ObjectAddress address,
      Optional<MemoryObject> found,
      WriteCondition condition) {
    switch (condition.kind()) {
      case ALWAYS -> {}
      case IF_ABSENT -> {
        if (found.isPresent()) {
          throw failure(Kind.PRECONDITION_FAILED, action, address, "there is an object already");
        }
      }
      case IF_MATCH -> {
        if (found.isEmpty()) {
          throw failure(Kind.PRECONDITION_FAILED, action, address, "there is no object");
        }
        etag(action, address, found.get().head(), condition.etag());
      }
    }
  }

  static void etag(String action, ObjectAddress address, ObjectHead head, Optional<String> wanted) {
    if (wanted.isPresent() && !wanted.get().equals(head.etag())) {
      throw wrongEtag(action, address, wanted.get(), head.etag());
    }
  }
}
