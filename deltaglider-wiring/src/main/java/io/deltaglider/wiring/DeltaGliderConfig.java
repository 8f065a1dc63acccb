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
 * @param s3 how to reach S3; absent, and without meaning, for other stores
 * @param gcs how to reach Google Cloud Storage; absent, and without meaning, for other stores
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
    long scratchBytes,
    Optional<S3Connection> s3,
    Optional<GcsConnection> gcs) {
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
    Objects.requireNonNull(s3, "s3");
    Objects.requireNonNull(gcs, "gcs");
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
        settings.scratchBytes().orElse(heapScratch ? heap / 4 : DEFAULT_DISK_SCRATCH_BYTES),
        store.scheme() == StoreUrl.Scheme.S3
            ? Optional.of(S3Connection.DEFAULT.or(settings.cloud()))
            : Optional.empty(),
        store.scheme() == StoreUrl.Scheme.GCS
            ? Optional.of(GcsConnection.DEFAULT.or(settings.cloud()))
            : Optional.empty());
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
        scratchBytes,
        s3,
        gcs);
  }

  /** Returns a copy that keeps cache and scratch in these directories. */
  public DeltaGliderConfig withDirectories(Path forCache, Path forScratch) {
    return withCacheDirectory(forCache, DEFAULT_DISK_CACHE_BYTES)
        .withScratchDirectory(forScratch, scratchBytes);
  }

  /** Returns a copy that caches references in this directory, so many bytes of them. */
  public DeltaGliderConfig withCacheDirectory(Path directory, long bytes) {
    return withCache(CacheBackend.FILESYSTEM, directory, bytes, cacheKey);
  }

  /** Returns a copy that caches references on the heap, so many bytes of them. */
  public DeltaGliderConfig withCacheOnHeap(long bytes) {
    return withCache(CacheBackend.MEMORY, cacheDirectory, bytes, cacheKey);
  }

  /** Returns a copy that caches nothing. */
  public DeltaGliderConfig withoutCache() {
    return withCache(CacheBackend.NONE, cacheDirectory, 0, cacheKey);
  }

  /** Returns a copy that encrypts what a cache in a directory keeps. */
  public DeltaGliderConfig withCacheKey(CacheEncryptionKey key) {
    return withCache(cache, cacheDirectory, cacheBytes, Optional.of(key));
  }

  private DeltaGliderConfig withCache(
      CacheBackend backend, Path directory, long bytes, Optional<CacheEncryptionKey> key) {
    return new DeltaGliderConfig(
        store,
        put,
        backend,
        directory,
        bytes,
        key,
        scratch,
        scratchDirectory,
        scratchBytes,
        s3,
        gcs);
  }

  /** Returns a copy that keeps scratch in this directory, so many bytes at once. */
  public DeltaGliderConfig withScratchDirectory(Path directory, long bytes) {
    return withScratch(ScratchBackend.FILESYSTEM, directory, bytes);
  }

  /** Returns a copy with another limit on scratch, in bytes. */
  public DeltaGliderConfig withScratchBytes(long bytes) {
    return withScratch(scratch, scratchDirectory, bytes);
  }

  private DeltaGliderConfig withScratch(ScratchBackend backend, Path directory, long bytes) {
    return new DeltaGliderConfig(
        store,
        put,
        cache,
        cacheDirectory,
        cacheBytes,
        cacheKey,
        backend,
        directory,
        bytes,
        s3,
        gcs);
  }

  /**
   * Returns a copy that reaches S3 so.
   *
   * @throws ConfigurationException if the store is another one
   */
  public DeltaGliderConfig withS3(S3Connection connection) {
    requireScheme(StoreUrl.Scheme.S3);
    return withConnections(Optional.of(connection), gcs);
  }

  /**
   * Returns a copy that reaches Google Cloud Storage so.
   *
   * @throws ConfigurationException if the store is another one
   */
  public DeltaGliderConfig withGcs(GcsConnection connection) {
    requireScheme(StoreUrl.Scheme.GCS);
    return withConnections(s3, Optional.of(connection));
  }

  private DeltaGliderConfig withConnections(
      Optional<S3Connection> s3Connection, Optional<GcsConnection> gcsConnection) {
    return new DeltaGliderConfig(
        store,
        put,
        cache,
        cacheDirectory,
        cacheBytes,
        cacheKey,
        scratch,
        scratchDirectory,
        scratchBytes,
        s3Connection,
        gcsConnection);
  }

  private void requireScheme(StoreUrl.Scheme scheme) {
    if (store.scheme() != scheme) {
      throw new ConfigurationException(
          "store", store + " is not reached as " + scheme.text() + ": stores are");
    }
  }
}
