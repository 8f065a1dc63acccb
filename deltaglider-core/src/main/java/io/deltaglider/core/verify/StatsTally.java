package io.deltaglider.core.verify;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.port.storage.ListedObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Running totals of one count. Not thread-safe. */
final class StatsTally {
  /** Totals of objects whose metadata is known. */
  private static final class Known {
    private final Map<String, Long> reasons = new TreeMap<>();
    private long objects;
    private long deltas;

    /** By how much the contents are larger than the stored bodies, in bytes. */
    private long shrunkBytes;

    void add(ObjectInfo info) {
      objects++;
      shrunkBytes += info.size() - info.storedSize();
      if (info.form() == ObjectInfo.Form.DELTA) {
        deltas++;
      } else {
        reasons.merge(info.note().orElse("put by another tool"), 1L, Long::sum);
      }
    }
  }

  private final StatsLevel level;

  /** Those whose metadata came with the listing. */
  private final Known listed = new Known();

  /** Those that stand for the unknown ones. */
  private final Known sampled = new Known();

  private final FamilyTally families = new FamilyTally();
  private long unknown;
  private long objectBytes;
  private long references;
  private long referenceBytes;
  private long otherInternalBytes;

  StatsTally(StatsLevel level) {
    this.level = level;
  }

  /** Adds an object whose metadata is known. */
  void addExamined(ObjectInfo info) {
    objectBytes += info.storedSize();
    listed.add(info);
    families.add(info);
  }

  /** Adds an object of which only the listing is known. */
  void addUnknown(ListEntry entry) {
    objectBytes += entry.size();
    unknown++;
  }

  /** Adds what was found out of an object that {@link #addUnknown} has added. */
  void addSampled(ObjectInfo info) {
    sampled.add(info);
  }

  void addInternal(ListedObject object) {
    if (BucketLayout.isReference(object.key())) {
      references++;
      referenceBytes += object.size();
      families.addReference(object);
    } else {
      otherInternalBytes += object.size();
    }
  }

  BucketStats stats(Optional<String> warning) {
    boolean nothingKnown = unknown > 0 && sampled.objects == 0;
    // The stored bodies are counted, so only what they are smaller than their contents is
    // extrapolated: for objects that are stored whole that is nothing, however large they are.
    long logical = objectBytes + listed.shrunkBytes + scaled(sampled.shrunkBytes);
    Map<String, Long> reasons = new TreeMap<>(listed.reasons);
    sampled.reasons.forEach((reason, count) -> reasons.merge(reason, scaled(count), Long::sum));
    return new BucketStats(
        level,
        unknown == sampled.objects,
        listed.objects + sampled.objects,
        listed.objects + unknown,
        nothingKnown
            ? OptionalLong.empty()
            : OptionalLong.of(listed.deltas + scaled(sampled.deltas)),
        nothingKnown ? OptionalLong.empty() : OptionalLong.of(logical),
        objectBytes,
        references,
        referenceBytes,
        otherInternalBytes,
        reasons,
        warning,
        families.breakdown(unknown == 0));
  }

  /** Extrapolates a total of the sample to all objects that it stands for. */
  private long scaled(long total) {
    if (sampled.objects == 0 || sampled.objects == unknown) {
      return total;
    }
    return Math.round((double) total * unknown / sampled.objects);
  }
}
