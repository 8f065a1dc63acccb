package io.deltaglider.core.condition;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.get.StoredForms;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.util.function.Function;

/**
 * Applies writes and deletes whose conditions are about content. The user's ETag may be the
 * content's or that of the present stored form; what the store is asked to match is always the
 * stored ETag that was read. When only the stored form changed in between, the write is tried
 * again. Thread-safe.
 */
public final class ContentConditions {
  private static final int MAX_ATTEMPTS = 10;

  private final StoragePort storage;
  private final StoredForms forms;

  /** Creates an instance over a store. */
  public ContentConditions(StoragePort storage, StoredForms forms) {
    this.storage = storage;
    this.forms = forms;
  }

  /**
   * Does {@code write} under the stored condition that means {@code condition}.
   *
   * @param needed what the store must be able to decide unless the condition always holds
   * @throws StorageException with {@code PRECONDITION_FAILED} if the condition does not hold;
   *     {@code NOT_SUPPORTED} if the store cannot decide it
   */
  public <T> T apply(
      ObjectAddress address,
      WriteCondition condition,
      Capability needed,
      Function<WriteCondition, T> write) {
    if (condition.kind() == WriteCondition.Kind.ALWAYS) {
      return write.apply(condition);
    }
    if (!storage.supports(needed, address.bucket())) {
      throw new StorageException(
          Kind.NOT_SUPPORTED, "write " + address + ": the store cannot decide conditions");
    }
    if (condition.kind() == WriteCondition.Kind.IF_ABSENT) {
      return write.apply(condition);
    }
    for (int attempt = 1; ; attempt++) {
      String storedEtag = match(address, condition.etag().orElseThrow());
      try {
        return write.apply(WriteCondition.ifMatch(storedEtag));
      } catch (StorageException e) {
        if (e.kind() != Kind.PRECONDITION_FAILED || attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private String match(ObjectAddress address, String wanted) {
    ObjectInfo present;
    try {
      present = forms.info(address);
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_KEY) {
        throw new StorageException(
            Kind.PRECONDITION_FAILED, "write " + address + ": there is no such object", e);
      }
      throw e;
    }
    if (!wanted.equals(present.etag()) && !wanted.equals(present.storedEtag())) {
      throw new StorageException(
          Kind.PRECONDITION_FAILED,
          "write " + address + ": its ETag is " + present.etag() + ", not " + wanted);
    }
    return present.storedEtag();
  }
}
