package io.deltaglider.testserver.proxy;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A request and what becomes of it, kept by the threads that serve it. Thread-safe. */
final class Exchange {
  private static final int NO_STATUS = 0;

  private final ProxiedRequest request;
  private volatile @Nullable ProxyFault fault;
  private volatile int status = NO_STATUS;
  private final AtomicLong requestBodyBytes = new AtomicLong();
  private final AtomicLong responseBodyBytes = new AtomicLong();

  Exchange(ProxiedRequest request) {
    this.request = request;
  }

  ProxiedRequest request() {
    return request;
  }

  /** Says what will be done to the request on purpose. */
  void failBy(ProxyFault chosen) {
    fault = chosen;
  }

  /** Says what the client is about to be answered. */
  void answered(int code) {
    status = code;
  }

  /** Counts bytes that the client sent. */
  void received(long bytes) {
    requestBodyBytes.addAndGet(bytes);
  }

  /** Counts bytes that are about to be sent to the client. */
  void sent(long bytes) {
    responseBodyBytes.addAndGet(bytes);
  }

  ProxiedExchange snapshot() {
    int code = status;
    return new ProxiedExchange(
        request,
        Optional.ofNullable(fault),
        code == NO_STATUS ? OptionalInt.empty() : OptionalInt.of(code),
        requestBodyBytes.get(),
        responseBodyBytes.get());
  }
}
