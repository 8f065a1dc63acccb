package io.deltaglider.wiring;

import io.deltaglider.adapter.filesystem.CacheEncryptionKey;
import io.deltaglider.core.put.PutOptions;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a session is made of.
 *
 * @param store which store; a relative path of a {@code file:} store is relative to the working
 *     directory of the process
 * @param put how objects are stored
 * @param cache where references are cached
 * @param cacheDirectory the directory of a {@link CacheBackend#FILESYSTEM} cache
 * @param cacheBytes how many bytes the cache keeps at most, at least 0
 * @param cacheKey encrypts what a {@link CacheBackend#FILESYSTEM} cache keeps; without one it is
 *     plain
 * @param scratch whether scratch data goes to a directory or to the heap
 * @param scratchDirectory the directory for scratch files
 * @param scratchBytes how much scratch data there may be at once, in bytes, at least 0
 */
public record DeltaGliderConfig(
    StoreUrl store,
    PutOptions put,
    CacheBackend cache,
    Path cacheDirectory,
    long cacheBytes,
    Optional<CacheEncryptionKey> cacheKey,
    ScratchBackend scratch,
    Path scratchDirectory,
    long scratchBytes) {
  private static final long DEFAULT_DISK_CACHE_BYTES = 10_000_000_000L;
  private static final long DEFAULT_DISK_SCRATCH_BYTES = 100_000_000_000L;

  /** Where scratch data goes. */
  public enum ScratchBackend {
    /** To files. */
    FILESYSTEM,
    /** To the heap. */
    MEMORY
  }

  /** Checks the sizes. */
  public DeltaGliderConfig {
    Objects.requireNonNull(store, "store");
    Objects.requireNonNull(put, "put");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(cacheDirectory, "cacheDirectory");
    Objects.requireNonNull(cacheKey, "cacheKey");
    Objects.requireNonNull(scratch, "scratch");
    Objects.requireNonNull(scratchDirectory, "scratchDirectory");
    if (cacheBytes < 0 || scratchBytes < 0) {
      throw new IllegalArgumentException(
          "negative size: cache " + cacheBytes + ", scratch " + scratchBytes);
    }
  }

  /**
   * Returns what the settings say, completed by defaults that suit the store: a {@code memory:}
   * store keeps cache and scratch on the heap, all others in directories of the user and the
   * system.
   *
   * @param store which store, whatever the settings say
   */
  public static DeltaGliderConfig of(StoreUrl store, EnvironmentSettings settings) {
    boolean memory = store.scheme() == StoreUrl.Scheme.MEMORY;
    long heap = Runtime.getRuntime().maxMemory();
    CacheBackend cache =
        settings.cacheBackend().orElse(memory ? CacheBackend.MEMORY : CacheBackend.FILESYSTEM);
    boolean heapScratch = memory && settings.scratchDirectory().isEmpty();
    PutOptions put = PutOptions.DEFAULT;
    if (settings.maxRatio().isPresent()) {
      put = put.withMaxRatio(settings.maxRatio().getAsDouble());
    }
    return new DeltaGliderConfig(
        store,
        put,
        cache,
        settings.cacheDirectory().orElseGet(() -> cacheDirectory(settings)),
        cache == CacheBackend.MEMORY
            ? settings.cacheMemoryBytes().orElse(heap / 8)
            : settings.cacheBytes().orElse(DEFAULT_DISK_CACHE_BYTES),
        settings.cacheKey(),
        heapScratch ? ScratchBackend.MEMORY : ScratchBackend.FILESYSTEM,
        settings.scratchDirectory().orElseGet(DeltaGliderConfig::temporaryDirectory),
        settings.scratchBytes().orElse(heapScratch ? heap / 4 : DEFAULT_DISK_SCRATCH_BYTES));
  }

  private static Path cacheDirectory(EnvironmentSettings settings) {
    return settings
        .userCacheDirectory()
        .orElseGet(DeltaGliderConfig::temporaryDirectory)
        .resolve("deltaglider");
  }

  private static Path temporaryDirectory() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Returns a copy that stores objects otherwise. */
  public DeltaGliderConfig withPut(PutOptions options) {
    return new DeltaGliderConfig(
        store,
        options,
        cache,
        cacheDirectory,
        cacheBytes,
        cacheKey,
        scratch,
        scratchDirectory,
        scratchBytes);
  }

  /** Returns a copy that keeps cache and scratch in these directories. */
  public DeltaGliderConfig withDirectories(Path forCache, Path forScratch) {
    return new DeltaGliderConfig(
        store,
        put,
        CacheBackend.FILESYSTEM,
        forCache,
        DEFAULT_DISK_CACHE_BYTES,
        cacheKey,
        ScratchBackend.FILESYSTEM,
        forScratch,
        scratchBytes);
  }
}
