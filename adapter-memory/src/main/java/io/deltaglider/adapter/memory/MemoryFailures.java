package io.deltaglider.adapter.memory;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;

/** Makes the exceptions of {@link MemoryStorage}, in the form that the port prescribes. */
final class MemoryFailures {
  private MemoryFailures() {}

  /** {@code address} is an object's address or a bucket's name. */
  static StorageException failure(Kind kind, String action, Object address, String cause) {
    return new StorageException(kind, action + " " + address + ": " + cause);
  }

  static StorageException noSuchBucket(String action, Object address) {
    return failure(Kind.NO_SUCH_BUCKET, action, address, "there is no such bucket");
  }

  static StorageException noSuchKey(String action, Object address) {
    return failure(Kind.NO_SUCH_KEY, action, address, "there is no such object");
  }

  static StorageException notSupported(Capability missing, String action, Object address) {
    return failure(Kind.NOT_SUPPORTED, action, address, "this store has no " + missing);
  }

  static StorageException wrongEtag(String action, Object address, String wanted, String actual) {
    return failure(
        Kind.PRECONDITION_FAILED,
        action,
        address,
        "the ETag is " + actual + ", but " + wanted + " is wanted");
  }
}
