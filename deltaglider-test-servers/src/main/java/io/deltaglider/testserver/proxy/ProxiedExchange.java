package io.deltaglider.testserver.proxy;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request and what became of it, at one moment.
 *
 * @param request the request's head
 * @param fault what was done to it on purpose
 * @param status what the client was answered, if it was already
 * @param requestBodyBytes how many bytes of the request's body came so far
 * @param responseBodyBytes how many bytes of a body went to the client so far
 */
public record ProxiedExchange(
    ProxiedRequest request,
    Optional<ProxyFault> fault,
    OptionalInt status,
    long requestBodyBytes,
    long responseBodyBytes) {
  /** Checks that nothing is null. */
  public ProxiedExchange {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(fault, "fault");
    Objects.requireNonNull(status, "status");
  }
}
