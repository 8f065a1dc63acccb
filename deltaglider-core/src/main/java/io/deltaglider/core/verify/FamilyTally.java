package io.deltaglider.core.verify;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.select.FamilyPattern;
import io.deltaglider.port.storage.ListedObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Running totals by family, of bounded size. Not thread-safe. */
final class FamilyTally {
  private static final class Totals {
    private long objects;
    private long deltas;
    private long logicalBytes;
    private long objectBytes;
    private long references;
    private long referenceBytes;

    FamilyStats stats(String pattern) {
      return new FamilyStats(
          pattern, objects, deltas, logicalBytes, objectBytes, references, referenceBytes);
    }
  }

  private final Map<String, Totals> families = new LinkedHashMap<>();

  /** Which family's each reference is. */
  private final Map<Sha256, Totals> owners = new HashMap<>();

  private boolean capped;

  void add(ObjectInfo info) {
    String pattern = FamilyPattern.of(info.address().key());
    Totals totals = families.get(pattern);
    if (totals == null) {
      if (families.size() == FamilyBreakdown.MAX_FAMILIES) {
        capped = true;
        return;
      }
      totals = new Totals();
      families.put(pattern, totals);
    }
    totals.objects++;
    totals.logicalBytes += info.size();
    totals.objectBytes += info.storedSize();
    if (info.form() == ObjectInfo.Form.DELTA) {
      totals.deltas++;
    }
    Totals family = totals;
    info.reference().ifPresent(reference -> own(reference, family));
  }

  private void own(Sha256 reference, Totals family) {
    if (owners.size() < FamilyBreakdown.MAX_REFERENCES) {
      owners.putIfAbsent(reference, family);
    } else {
      capped |= !owners.containsKey(reference);
    }
  }

  void addReference(ListedObject reference) {
    BucketLayout.referenceOf(reference.key())
        .map(owners::get)
        .ifPresent(
            family -> {
              family.references++;
              family.referenceBytes += reference.size();
            });
  }

  /**
   * Returns the families.
   *
   * @param allKnown whether every object was added
   */
  FamilyBreakdown breakdown(boolean allKnown) {
    List<FamilyStats> stats = new ArrayList<>();
    families.forEach((pattern, totals) -> stats.add(totals.stats(pattern)));
    return new FamilyBreakdown(stats, allKnown && !capped);
  }
}
