package io.deltaglider.testserver.gcs;

import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What a {@link GcsTestServer} does to the next request that it fits.
 *
 * @param fits says from "METHOD target" whether it is the one
 * @param status if present, the answer is this error, and nothing is done
 * @param cutAfter if present, the request is done, but the connection breaks when so many bytes of
 *     the answer's body are sent; 0 loses the whole answer
 */
public record Fault(Predicate<String> fits, OptionalInt status, OptionalLong cutAfter) {
  /** Checks that nothing is null. */
  public Fault {
    Objects.requireNonNull(fits, "fits");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(cutAfter, "cutAfter");
  }

  /**
   * Returns the fault that answers a request whose "METHOD target" has {@code part} with an error.
   */
  public static Fault answer(String part, int status) {
    return new Fault(line -> line.contains(part), OptionalInt.of(status), OptionalLong.empty());
  }

  /** Returns the fault that breaks the connection in the middle of an answer. */
  public static Fault cut(String part, long afterBytes) {
    return new Fault(line -> line.contains(part), OptionalInt.empty(), OptionalLong.of(afterBytes));
  }
}
