package io.deltaglider.core.verify;

import io.deltaglider.core.format.BucketFormats;
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
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Proves that objects can be read: stored bytes and reference are read from the store again, now,
 * past every cache. Never writes to the store. Thread-safe.
 */
public final class VerifyOperation {
  private final GetOperation getting;
  private final BucketFormats formats;

  /** Creates an operation. */
  public VerifyOperation(GetOperation getting, BucketFormats formats) {
    this.getting = getting;
    this.formats = formats;
  }

  /**
   * Verifies one object.
   *
   * @throws StorageException with {@code NO_SUCH_KEY} or {@code NO_SUCH_BUCKET}, or if the store
   *     fails
   * @throws IOException if scratch fails
   */
  public VerifyReport verify(ObjectAddress address) throws IOException {
    Optional<String> warning = formats.warning(address.bucket());
    try (ObjectContent content = getting.open(GetRequest.of(address), References.STORED)) {
      long size = drain(content.body(), address);
      ObjectInfo info = content.info();
      Result result = info.sha256().isPresent() ? Result.VALID : Result.READABLE;
      return new VerifyReport(address, result, proof(info), size, warning);
    } catch (IntegrityException | ReferenceUnavailableException e) {
      return invalid(address, e, warning);
    } catch (StorageException e) {
      if (e.kind() == Kind.DAMAGED) {
        return invalid(address, e, warning);
      }
      throw e;
    }
  }

  private static VerifyReport invalid(
      ObjectAddress address, RuntimeException reason, Optional<String> warning) {
    return new VerifyReport(
        address, Result.INVALID, String.valueOf(reason.getMessage()), 0, warning);
  }

  private static String proof(ObjectInfo info) {
    if (info.sha256().isEmpty()) {
      return "all bytes were read, but no hash is recorded to compare them with";
    }
    String form =
        info.form() == ObjectInfo.Form.DELTA
            ? "delta and reference were read and decoded"
            : "stored whole and read";
    return form + "; SHA-256 " + info.sha256().get().hex();
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
