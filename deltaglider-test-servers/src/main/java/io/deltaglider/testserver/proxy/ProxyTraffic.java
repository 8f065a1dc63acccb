package io.deltaglider.testserver.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What went through a proxy since it was started or since the last {@link #reset}. A request is
 * counted before it is passed on, bytes before they are, so that what a client has seen is counted.
 *
 * <p>At most {@value #MAX_EXCHANGES} exchanges are kept. Once there were more, what can only be
 * told by looking at all of them ends with {@link IllegalStateException}. Thread-safe.
 */
public final class ProxyTraffic {
  /** How many exchanges are kept. */
  public static final int MAX_EXCHANGES = 20_000;

  private final List<Exchange> exchanges = new ArrayList<>(); // guarded by this
  private long begun; // guarded by this

  ProxyTraffic() {}

  /** Records a request. */
  synchronized Exchange begin(MessageHead head) {
    begun++;
    Exchange exchange =
        new Exchange(new ProxiedRequest(begun, head.method(), head.target(), head.fields()));
    if (exchanges.size() < MAX_EXCHANGES) {
      exchanges.add(exchange);
    }
    return exchange;
  }

  /** Forgets all exchanges, and counts the next request as the first. */
  public synchronized void reset() {
    exchanges.clear();
    begun = 0;
  }

  /** Returns how many requests came. */
  public synchronized long requests() {
    return begun;
  }

  /** Returns how many requests of this kind came. */
  public long requests(Predicate<? super ProxiedRequest> which) {
    return matching(which).size();
  }

  /**
   * Returns how many requests by this method came.
   *
   * @param path matches a part of the target, which is the path and the query, still escaped
   */
  public long requests(String method, Pattern path) {
    Objects.requireNonNull(method, "method");
    return requests(
        request -> request.method().equals(method) && path.matcher(request.target()).find());
  }

  /** Returns how many bytes the bodies of these requests had, as far as they came. */
  public long requestBodyBytes(Predicate<? super ProxiedRequest> which) {
    return matching(which).stream().mapToLong(ProxiedExchange::requestBodyBytes).sum();
  }

  /** Returns how many bytes of bodies went to the client in answer to these requests. */
  public long responseBodyBytes(Predicate<? super ProxiedRequest> which) {
    return matching(which).stream().mapToLong(ProxiedExchange::responseBodyBytes).sum();
  }

  /** Returns all exchanges in the order of their requests. */
  public List<ProxiedExchange> exchanges() {
    return matching(request -> true);
  }

  private synchronized List<ProxiedExchange> matching(Predicate<? super ProxiedRequest> which) {
    if (begun > exchanges.size()) {
      throw new IllegalStateException(
          "only " + exchanges.size() + " exchanges of " + begun + " were kept");
    }
    return exchanges.stream()
        .filter(exchange -> which.test(exchange.request()))
        .map(Exchange::snapshot)
        .toList();
  }
}
