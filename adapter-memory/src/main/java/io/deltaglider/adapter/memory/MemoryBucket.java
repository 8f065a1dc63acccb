package io.deltaglider.adapter.memory;

import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.LifecycleRule;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.VersionPage;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One bucket's objects and, if it keeps them, their versions. Not thread-safe: {@link
 * MemoryStorage} locks around it.
 */
final class MemoryBucket {
  private final Instant createdAt;
  private final NavigableMap<String, MemoryObject> current = new TreeMap<>(KeyOrder.UTF_8);

  /** By key, then by version id with the newest first; empty in a bucket without versions. */
  private final NavigableMap<String, NavigableMap<String, MemoryVersion>> history =
      new TreeMap<>(KeyOrder.UTF_8);

  private List<LifecycleRule> lifecycleRules = List.of();

  MemoryBucket(Instant createdAt) {
    this.createdAt = createdAt;
  }

  Instant createdAt() {
    return createdAt;
  }

  List<LifecycleRule> lifecycleRules() {
    return lifecycleRules;
  }

  void setLifecycleRules(List<LifecycleRule> rules) {
    lifecycleRules = List.copyOf(rules);
  }

  boolean isEmpty() {
    return current.isEmpty() && history.isEmpty();
  }

  Optional<MemoryObject> find(String key) {
    return Optional.ofNullable(current.get(key));
  }

  Optional<MemoryObject> findVersion(String key, String versionId) {
    return Optional.ofNullable(history.get(key))
        .map(versions -> versions.get(versionId))
        .flatMap(MemoryVersion::object);
  }

  void put(MemoryObject object) {
    ObjectHead head = object.head();
    String key = head.address().key();
    current.put(key, object);
    head.versionId()
        .ifPresent(
            id -> addVersion(key, new MemoryVersion(id, head.lastModified(), Optional.of(object))));
  }

  /** Removes the current object and leaves no version of it. */
  void remove(String key) {
    current.remove(key);
  }

  /** Hides the current object, if there is one, behind a delete marker. */
  void mark(String key, String versionId, Instant now) {
    current.remove(key);
    addVersion(key, new MemoryVersion(versionId, now, Optional.empty()));
  }

  /**
   * Removes one version for good; the newest of those that remain is the current one then.
   *
   * @return whether it was a delete marker
   */
  boolean removeVersion(String key, String versionId) {
    NavigableMap<String, MemoryVersion> versions = history.get(key);
    MemoryVersion removed = versions == null ? null : versions.remove(versionId);
    if (versions == null || removed == null) {
      return false;
    }
    current.remove(key);
    if (versions.isEmpty()) {
      history.remove(key);
    } else {
      versions.firstEntry().getValue().object().ifPresent(object -> current.put(key, object));
    }
    return removed.object().isEmpty();
  }

  private void addVersion(String key, MemoryVersion version) {
    history
        .computeIfAbsent(key, absent -> new TreeMap<>(Comparator.reverseOrder()))
        .put(version.id(), version);
  }

  ObjectPage list(ListQuery query, boolean withHeads) {
    return MemoryPages.objects(current, query, withHeads);
  }

  VersionPage listVersions(ListQuery query) {
    return MemoryPages.versions(history, query);
  }
}
