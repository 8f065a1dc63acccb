package io.deltaglider.port.cache;

import io.deltaglider.port.scratch.ByteSource;
import java.io.Closeable;

/**
 * An entry of a {@link ReferenceCache}, open for reading. It stays readable until closed, even when
 * the cache evicts the entry meanwhile.
 */
public interface CachedReference extends ByteSource, Closeable {
  @Override
  void close();
}
