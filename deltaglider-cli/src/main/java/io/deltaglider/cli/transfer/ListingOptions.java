package io.deltaglider.cli.transfer;

import java.util.Objects;

/**
 * How sources and targets are listed.
 *
 * @param pageSize how many objects are asked for at once
 * @param followLinks whether symbolic links stand for what they point to; else they are left out
 * @param filters what takes part
 */
public record ListingOptions(int pageSize, boolean followLinks, Filters filters) {
  /** Checks that nothing is null. */
  public ListingOptions {
    Objects.requireNonNull(filters, "filters");
  }
}
