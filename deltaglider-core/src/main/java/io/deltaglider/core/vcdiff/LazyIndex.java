package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The index of one source, built when first asked for: a target that was only overwritten here and
 * there does without. Thread-safe; who asks while it is built waits.
 */
final class LazyIndex {
  private final ByteSource source;
  private final int maxBytes;
  private final int minStride;
  private final BooleanSupplier stop;
  private Optional<SourceIndex> index = Optional.empty();

  /** As {@link SourceIndex#build}. */
  LazyIndex(ByteSource source, int maxBytes, int minStride, BooleanSupplier stop) {
    this.source = source;
    this.maxBytes = maxBytes;
    this.minStride = minStride;
    this.stop = stop;
  }

  /** Returns the index; empty if {@code stop} said so. */
  synchronized Optional<SourceIndex> get() throws IOException {
    if (index.isEmpty()) {
      index = SourceIndex.build(source, maxBytes, minStride, stop);
    }
    return index;
  }
}
