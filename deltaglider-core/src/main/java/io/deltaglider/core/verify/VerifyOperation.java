package io.deltaglider.core.verify;

import io.deltaglider.core.get.GetOperation;
import io.deltaglider.core.get.GetOperation.References;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.reference.ReferenceUnavailableException;
import io.deltaglider.core.verify.VerifyReport.Result;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Proves that objects can be read: stored bytes and reference are read from the store again, now,
 * past every cache. Never writes to the store. Thread-safe.
 */
public final class VerifyOperation {
  private final GetOperation getting;

  /** Creates an operation. */
  public VerifyOperation(GetOperation getting) {
    this.getting = getting;
  }

  /**
   * Verifies one object.
   *
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET}, or if the store
   *     fails
   * @throws IOException if scratch fails
   */
  public VerifyReport verify(ObjectAddress address) throws IOException {
    try (ObjectContent content = getting.open(GetRequest.of(address), References.STORED)) {
      long size = drain(content.body(), address);
      ObjectInfo info = content.info();
      if (info.sha256().isEmpty()) {
        return new VerifyReport(
            address,
            Result.READABLE,
            "all bytes were read, but no hash is recorded to compare them with",
            size);
      }
      String form =
          info.form() == ObjectInfo.Form.DELTA
              ? "delta and reference were read and decoded"
              : "stored whole and read";
      return new VerifyReport(
          address, Result.VALID, form + "; SHA-256 " + info.sha256().get().hex(), size);
    } catch (IntegrityException | ReferenceUnavailableException e) {
      return new VerifyReport(address, Result.INVALID, String.valueOf(e.getMessage()), 0);
    }
  }

  private static long drain(InputStream body, ObjectAddress address) {
    byte[] buffer = new byte[Digests.BUFFER_SIZE];
    long size = 0;
    try {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        size += count;
      }
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + address);
    }
    return size;
  }
}
