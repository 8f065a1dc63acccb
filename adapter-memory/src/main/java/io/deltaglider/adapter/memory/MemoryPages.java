package io.deltaglider.adapter.memory;

import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.ObjectVersion;
import io.deltaglider.port.storage.VersionPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cuts pages out of sorted maps, at a cost that grows with the page and not with the map. */
final class MemoryPages {
  private MemoryPages() {}

  static ObjectPage objects(
      NavigableMap<String, MemoryObject> all, ListQuery query, boolean withHeads) {
    String after = PageToken.decode(query).or(query::startAfter).orElse("");
    List<ListedObject> objects = new ArrayList<>();
    List<String> commonPrefixes = new ArrayList<>();
    String last = "";
    Map.@Nullable Entry<String, MemoryObject> next = all.ceilingEntry(later(query.prefix(), after));
    while (next != null && next.getKey().startsWith(query.prefix())) {
      String key = next.getKey();
      Optional<String> commonPrefix = commonPrefix(key, query);
      String entry = commonPrefix.orElse(key);
      // Not so for a key that is startAfter itself or lies under a common prefix that is passed.
      if (KeyOrder.compare(entry, after) > 0) {
        if (objects.size() + commonPrefixes.size() == query.pageSize()) {
          return new ObjectPage(objects, commonPrefixes, Optional.of(PageToken.encode(last)));
        }
        last = entry;
        if (commonPrefix.isPresent()) {
          commonPrefixes.add(entry);
        } else {
          objects.add(listed(next.getValue().head(), withHeads));
        }
      }
      next =
          commonPrefix.isPresent()
              ? KeyOrder.behind(entry).map(all::ceilingEntry).orElse(null)
              : all.higherEntry(key);
    }
    return new ObjectPage(objects, commonPrefixes, Optional.empty());
  }

  static VersionPage versions(
      NavigableMap<String, NavigableMap<String, MemoryVersion>> all, ListQuery query) {
    Optional<VersionPosition> after = PageToken.decode(query).map(VersionPosition::parse);
    List<ObjectVersion> page = new ArrayList<>();
    String from = after.map(VersionPosition::key).orElse(query.prefix());
    Map.@Nullable Entry<String, NavigableMap<String, MemoryVersion>> next = all.ceilingEntry(from);
    while (next != null && next.getKey().startsWith(query.prefix())) {
      String key = next.getKey();
      NavigableMap<String, MemoryVersion> versions = next.getValue();
      String latest = versions.firstKey();
      for (MemoryVersion version : olderThan(after, key, versions).values()) {
        if (page.size() == query.pageSize()) {
          ObjectVersion last = page.get(page.size() - 1);
          String position = new VersionPosition(last.versionId(), last.key()).toString();
          return new VersionPage(page, Optional.of(PageToken.encode(position)));
        }
        page.add(version.describe(key, version.id().equals(latest)));
      }
      next = all.higherEntry(key);
    }
    return new VersionPage(page, Optional.empty());
  }

  private static NavigableMap<String, MemoryVersion> olderThan(
      Optional<VersionPosition> position,
      String key,
      NavigableMap<String, MemoryVersion> versions) {
    return position
        .filter(at -> at.key().equals(key))
        .map(at -> versions.tailMap(at.versionId(), false))
        .orElse(versions);
  }

  private static Optional<String> commonPrefix(String key, ListQuery query) {
    if (query.delimiter().isEmpty()) {
      return Optional.empty();
    }
    String delimiter = query.delimiter().get();
    int start = key.indexOf(delimiter, query.prefix().length());
    return start < 0 ? Optional.empty() : Optional.of(key.substring(0, start + delimiter.length()));
  }

  private static ListedObject listed(ObjectHead head, boolean withHead) {
    if (withHead) {
      return ListedObject.of(head);
    }
    return new ListedObject(
        head.address().key(),
        head.size(),
        head.etag(),
        head.lastModified(),
        head.storageClass(),
        Optional.empty());
  }

  private static String later(String left, String right) {
    return KeyOrder.compare(left, right) > 0 ? left : right;
  }

  /** Where a page of versions ended; as text, the id comes first because keys may hold anything. */
  private record VersionPosition(String versionId, String key) {
    private static final char SEPARATOR = ' ';

    static VersionPosition parse(String text) {
      int separator = text.indexOf(SEPARATOR);
      return new VersionPosition(text.substring(0, separator), text.substring(separator + 1));
    }

    @Override
    public String toString() {
      return versionId + SEPARATOR + key;
    }
  }
}
