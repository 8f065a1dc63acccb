package io.deltaglider.wiring;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.port.storage.StoreHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Gliders on views of one store, the latest few remembered: each remembers formats and references
 * of its own, which a new one has to look up again. Thread-safe.
 */
final class GliderViews implements Function<StoreHeaders, DeltaGlider> {
  private static final int MAX_REMEMBERED = 16;

  private final Function<StoreHeaders, DeltaGlider> factory;
  private final Map<StoreHeaders, DeltaGlider> views = // guarded by this
      new LinkedHashMap<>(MAX_REMEMBERED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StoreHeaders, DeltaGlider> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  GliderViews(Function<StoreHeaders, DeltaGlider> factory) {
    this.factory = factory;
  }

  @Override
  public synchronized DeltaGlider apply(StoreHeaders headers) {
    return views.computeIfAbsent(headers, factory);
  }

  /** Flushes all that are remembered. */
  synchronized void flush() {
    views.values().forEach(DeltaGlider::flush);
  }
}
