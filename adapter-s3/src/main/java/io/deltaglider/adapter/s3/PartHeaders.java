package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.StoreHeaders;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which of the headers that only S3 understands belong on which of the requests of one call. */
final class PartHeaders {
  private static final String CUSTOMER_KEY = "x-amz-server-side-encryption-customer-";
  private static final String SOURCE_PREFIX = "x-amz-copy-source-";
  private static final String SOURCE_CUSTOMER_KEY = SOURCE_PREFIX + CUSTOMER_KEY.substring(6);
  private static final String OWNER = "x-amz-expected-bucket-owner";
  private static final String SOURCE_OWNER = "x-amz-source-expected-bucket-owner";
  private static final String PAYER = "x-amz-request-payer";
  private static final Set<String> EVERYWHERE = Set.of(OWNER, PAYER);

  private PartHeaders() {}

  /** Returns what parts and the end of an upload need; all of them belong on its beginning. */
  static StoreHeaders ofUpload(StoreHeaders all) {
    return filtered(all, name -> name.startsWith(CUSTOMER_KEY) || EVERYWHERE.contains(name));
  }

  /** Returns what each copied part needs. */
  static StoreHeaders ofCopiedPart(StoreHeaders all) {
    return filtered(
        all,
        name ->
            name.startsWith(CUSTOMER_KEY)
                || name.startsWith(SOURCE_CUSTOMER_KEY)
                || name.equals(SOURCE_OWNER)
                || EVERYWHERE.contains(name));
  }

  /** Returns what the beginning of a copy in parts needs, which says nothing of a source. */
  static StoreHeaders ofTarget(StoreHeaders all) {
    return filtered(all, name -> !name.startsWith(SOURCE_PREFIX) && !name.equals(SOURCE_OWNER));
  }

  /** Returns what a look at the source of a copy needs. */
  static StoreHeaders ofSource(StoreHeaders all) {
    Map<String, String> headers = new TreeMap<>();
    all.entries()
        .forEach(
            (name, value) -> {
              if (name.startsWith(SOURCE_CUSTOMER_KEY)) {
                headers.put(CUSTOMER_KEY + name.substring(SOURCE_CUSTOMER_KEY.length()), value);
              } else if (name.equals(SOURCE_OWNER)) {
                headers.put(OWNER, value);
              } else if (name.equals(PAYER)) {
                headers.put(name, value);
              }
            });
    return new StoreHeaders(headers);
  }

  private static StoreHeaders filtered(StoreHeaders all, Predicate<String> wanted) {
    Map<String, String> headers = new TreeMap<>(all.entries());
    headers.keySet().removeIf(wanted.negate());
    return new StoreHeaders(headers);
  }
}
