package io.deltaglider.sdk.s3.compare;

import java.util.List;
import java.util.Set;

/**
 * Where what code sees may differ from the plain client on the test server, and why. A difference
 * that is listed must be there, so that none outlives its reason.
 */
final class AllowedDifferences {
  /**
   * One difference.
   *
   * @param caseName the case
   * @param stores on which stores
   * @param payloads with which objects
   * @param reason why that is right
   */
  private record Difference(
      String caseName, Set<String> stores, Set<World.Payload> payloads, String reason) {}

  private static final List<Difference> ALL = List.of();

  private AllowedDifferences() {}

  static boolean isAllowed(String caseName, String store, World.Payload payload) {
    return ALL.stream()
        .anyMatch(
            difference ->
                difference.caseName().equals(caseName)
                    && difference.stores().contains(store)
                    && difference.payloads().contains(payload));
  }
}
