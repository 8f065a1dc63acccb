package io.deltaglider.core.verify;

import java.util.List;

/**
 * The families that objects belong to. All of them together are the objects that were counted only
 * if {@code complete}.
 *
 * @param families at most {@value #MAX_FAMILIES}, those whose keys are listed first, in that order
 * @param complete whether every object is in one of the families: the metadata of all was looked
 *     at, and there are not too many families or references
 */
public record FamilyBreakdown(List<FamilyStats> families, boolean complete) {
  /** How many families are told apart at most. */
  public static final int MAX_FAMILIES = 10_000;

  /** How many references are told apart at most. */
  public static final int MAX_REFERENCES = 100_000;

  /** Copies the list. */
  public FamilyBreakdown {
    families = List.copyOf(families);
  }

  /** Returns the size of the references that the families use. */
  public long referenceBytes() {
    return families.stream().mapToLong(FamilyStats::referenceBytes).sum();
  }
}
