package io.deltaglider.cli.transfer;

import io.deltaglider.core.model.Scope;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.select.Scopes;
import java.util.List;
import java.util.Locale;

/** Which uploads could share a reference; a guess by the policy that buckets have unless told. */
final class Families {
  private Families() {}

  /** Returns the names of the scopes that an object would be in; none if it will be no delta. */
  static List<String> of(String bucket, String key, long size) {
    String name = key.substring(key.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    boolean eligible =
        size >= DeltaPolicy.LEAST_MIN_SIZE
            && DeltaPolicy.DEFAULT.extensions().stream()
                .anyMatch(extension -> name.endsWith("." + extension));
    return eligible
        ? Scopes.of(key, DeltaPolicy.DEFAULT).stream()
            .map(Scope::id)
            .map(id -> bucket + "/" + id)
            .toList()
        : List.of();
  }
}
