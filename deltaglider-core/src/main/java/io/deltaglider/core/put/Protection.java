package io.deltaglider.core.put;

import io.deltaglider.port.storage.StoreHeaders;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a store's headers protect an object in a way that its reference would not be protected:
 * a customer's key, a key or an access control list of its own, object lock. The content of such an
 * object must be in no other stored object.
 */
public final class Protection {
  /** What is the same for every object of a bucket, or has nothing to do with protection. */
  private static final Map<String, Set<String>> HARMLESS =
      Map.of(
          "x-amz-acl", Set.of("private"),
          "x-amz-server-side-encryption", Set.of("AES256"));

  private static final String REDIRECT = "x-amz-website-redirect-location";

  private Protection() {}

  /** Returns why an object that is put with these headers cannot be a delta, if it cannot. */
  public static Optional<String> of(StoreHeaders headers) {
    return headers.entries().entrySet().stream()
        .filter(header -> !isHarmless(header.getKey(), header.getValue()))
        .findFirst()
        .map(header -> "its reference would lack its protection (" + header.getKey() + ")");
  }

  private static boolean isHarmless(String name, String value) {
    return name.equals(REDIRECT) || HARMLESS.getOrDefault(name, Set.of()).contains(value);
  }
}
