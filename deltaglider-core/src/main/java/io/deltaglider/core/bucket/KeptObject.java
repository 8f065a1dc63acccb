package io.deltaglider.core.bucket;

import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchFile;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.Closeable;
import java.io.IOException;

/** A stored object kept in scratch, so that it can be put back as it was. */
final class KeptObject implements Closeable {
  private final ObjectHead head;
  private final ScratchFile body;

  private KeptObject(ObjectHead head, ScratchFile body) {
    this.head = head;
    this.body = body;
  }

  static KeptObject take(StoragePort storage, Scratch scratch, ObjectAddress address)
      throws IOException {
    try (ObjectReader reader = storage.open(address)) {
      ScratchFile body = scratch.create(reader.head().size());
      try {
        reader.body().transferTo(body.appender());
        return new KeptObject(reader.head(), body);
      } catch (IOException | RuntimeException e) {
        body.close();
        throw e;
      }
    }
  }

  /** Writes the object again. Whatever another writer has put there meanwhile is internal, too. */
  void putBack(StoragePort storage) {
    storage.put(
        head.address(),
        ContentSource.of(body),
        ObjectAttributes.of(head.headers(), head.metadata()).withStorageClass(head.storageClass()),
        WriteCondition.always());
  }

  @Override
  public void close() {
    body.close();
  }
}
