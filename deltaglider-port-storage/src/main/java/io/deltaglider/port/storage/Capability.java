package io.deltaglider.port.storage;

/**
 * What some stores have and others lack. A call that needs a capability that {@link
 * StoragePort#supports} denies fails with {@link StorageException.Kind#NOT_SUPPORTED} and changes
 * nothing.
 */
public enum Capability {
  /** {@link WriteCondition}s other than {@code always()} are decided atomically on put. */
  CONDITIONAL_PUT,
  /** {@link WriteCondition}s other than {@code always()} are decided atomically on delete. */
  CONDITIONAL_DELETE,
  /** Copies can be pinned to the source's ETag, and conditions on their target are decided. */
  CONDITIONAL_COPY,
  /** {@link ListedObject#head} is present in every listing, except for damaged objects. */
  METADATA_WITH_LISTING,
  /** {@link ContentHeaders#contentLanguage} is kept. */
  CONTENT_LANGUAGE,
  /** {@link ObjectAttributes#tags} are kept and {@link StoragePort#tags} reads them. */
  TAGS,
  /** {@link ObjectAttributes#storageClass} is kept. */
  STORAGE_CLASS,
  /** Overwritten and deleted objects stay readable by version id, and can be listed. */
  VERSIONS,
  /** {@link StoragePort#lifecycleRules} and {@link StoragePort#setLifecycleRules} work. */
  LIFECYCLE_RULES,
  /** {@link StoreHeaders} of requests are passed on, and those of answers reported. */
  STORE_HEADERS
}
