package io.deltaglider.adapter.memory;

import io.deltaglider.port.scratch.ByteSource;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import java.util.Map;

/** An object at rest; immutable, so that whoever reads it is not disturbed by later writes. */
record MemoryObject(ObjectHead head, Map<String, String> tags, ByteSource body) {
  ObjectAttributes attributes() {
    return new ObjectAttributes(
        head.headers(), head.metadata(), tags, head.storageClass(), head.storeHeaders());
  }
}
