package io.deltaglider.testserver.s3.awssdk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request that the current thread answers: the way around S3Proxy for headers that it does not
 * hand to its store, or does not answer.
 */
public final class Exchange {
  private static final ThreadLocal<@Nullable Exchange> CURRENT = new ThreadLocal<>();

  private final HttpServletRequest request;
  private final HttpServletResponse response;

  private Exchange(HttpServletRequest request, HttpServletResponse response) {
    this.request = request;
    this.response = response;
  }

  /** Begins the current thread's exchange; {@link #end} must follow. */
  public static void begin(HttpServletRequest request, HttpServletResponse response) {
    CURRENT.set(new Exchange(request, response));
  }

  /** Ends the current thread's exchange. */
  public static void end() {
    CURRENT.remove();
  }

  static Optional<String> header(String name) {
    Exchange exchange = CURRENT.get();
    return exchange == null
        ? Optional.empty()
        : Optional.ofNullable(exchange.request.getHeader(name));
  }

  static void answer(String name, String value) {
    Exchange exchange = CURRENT.get();
    if (exchange != null) {
      exchange.response.setHeader(name, value);
    }
  }
}
