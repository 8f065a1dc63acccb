package io.deltaglider.testserver.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * An HTTP/1.1 proxy between a client and a server on loopback, for tests. A client uses {@link
 * #uri} as if it were the server.
 *
 * <ul>
 *   <li><b>It changes nothing.</b> Heads and bodies are passed on byte for byte, {@code Host} and
 *       the target too, so signatures of requests stay valid for the address the client used.
 *       Bodies are streamed; a request's and a response's may flow at once. The one exception: an
 *       answer to a client that still waits for leave to send its body gets {@code Connection:
 *       close}.
 *   <li><b>It fails as told.</b> The first {@link ProxyFault} that was asked for, is for the
 *       request and is not used up strikes.
 *   <li><b>It counts.</b> See {@link ProxyTraffic}.
 * </ul>
 *
 * <p>A server that cannot be reached or breaks off shows to the client as a reset connection. What
 * is not HTTP/1.1 is answered 400. At most {@value #MAX_CONNECTIONS} clients are connected, others
 * wait. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
  /** How many clients can be connected at once. */
  public static final int MAX_CONNECTIONS = 256;

  private static final long CLOSE_SECONDS = 10;
  private static final int MAX_FAILURES = 10;

  private final InetSocketAddress upstream;
  private final ServerSocket server;
  private final ProxySettings settings = new ProxySettings();
  private final Semaphore slots = new Semaphore(MAX_CONNECTIONS);
  private final Set<ConnectionSockets> connections = ConcurrentHashMap.newKeySet();
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Two threads for each connection at most. */
  private final ExecutorService executor =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "fault-proxy");
            thread.setDaemon(true);
            return thread;
          });

  private FaultProxy(InetSocketAddress upstream) throws IOException {
    this.upstream = upstream;
    this.server = new ServerSocket(0, MAX_CONNECTIONS, InetAddress.getLoopbackAddress());
  }

  /**
   * Starts a proxy on a free port of the loopback address. It passes all requests on from the
   * start.
   *
   * @param upstream the server: {@code http}, a host and a port
   * @throws IOException if no port can be opened
   */
  public static FaultProxy start(URI upstream) throws IOException {
    if (!"http".equals(upstream.getScheme()) || upstream.getHost() == null) {
      throw new IllegalArgumentException("not the address of an HTTP server: " + upstream);
    }
    int port = upstream.getPort() < 0 ? 80 : upstream.getPort();
    FaultProxy proxy = new FaultProxy(new InetSocketAddress(upstream.getHost(), port));
    proxy.executor.execute(proxy::acceptAll);
    return proxy;
  }

  /** Returns the address that clients use instead of the server's. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Returns what went through. */
  public ProxyTraffic traffic() {
    return settings.traffic();
  }

  /**
   * Delays each request from now on, before anything else is done with it.
   *
   * @param delay not negative, at most {@link ProxyFault#MAX_PAUSE}
   */
  public void delayEach(Duration delay) {
    ProxyFault.checkPause(delay);
    delayEach(request -> delay);
  }

  /**
   * Delays each request from now on by what {@code delay} says of it, before anything else is done
   * with it.
   */
  public void delayEach(Function<? super ProxiedRequest, Duration> delay) {
    settings.delayBy(Objects.requireNonNull(delay, "delay"));
  }

  /** Lets all requests fail that {@code when} is true of, until {@link #clearFaults}. */
  public void fault(Predicate<? super ProxiedRequest> when, ProxyFault fault) {
    settings.rules().add(Integer.MAX_VALUE, when, fault);
  }

  /** Lets the next so many requests fail that {@code when} is true of. */
  public void fault(int times, Predicate<? super ProxiedRequest> when, ProxyFault fault) {
    settings.rules().add(times, when, fault);
  }

  /** Lets no more requests fail. */
  public void clearFaults() {
    settings.rules().clear();
  }

  private void acceptAll() {
    try {
      while (!closed.get()) {
        slots.acquire();
        accept();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // close() does this.
    } catch (IOException | RejectedExecutionException e) {
      noteUnlessClosed(new IllegalStateException("the proxy accepts no connections", e));
    }
  }

  private void accept() throws IOException {
    boolean served = false;
    try {
      Socket client = server.accept();
      try {
        ConnectionSockets sockets = new ConnectionSockets(client, upstream);
        connections.add(sockets);
        executor.execute(() -> serve(sockets));
        served = true;
      } finally {
        if (!served) {
          client.close();
        }
      }
    } finally {
      if (!served) {
        slots.release();
      }
    }
  }

  private void serve(ConnectionSockets sockets) {
    try {
      if (closed.get()) {
        sockets.reset();
      } else {
        new ProxyConnection(sockets, settings, executor).run();
      }
    } catch (IOException e) {
      // A client or server went away; the other one was told by a reset.
    } catch (RejectedExecutionException e) {
      noteUnlessClosed(new IllegalStateException("the proxy starts no thread", e));
    } catch (RuntimeException | AssertionError e) {
      note(e);
    } finally {
      connections.remove(sockets);
      slots.release();
    }
  }

  /** Keeps a failure that closing itself may bring about. */
  private void noteUnlessClosed(RuntimeException failure) {
    if (!closed.get()) {
      note(failure);
    }
  }

  /** Keeps a failure for {@link #close}. */
  private void note(Throwable failure) {
    synchronized (failures) {
      if (failures.size() < MAX_FAILURES) {
        failures.add(failure);
      }
    }
  }

  /**
   * Resets all connections and ends all threads.
   *
   * @throws IOException if a socket cannot be closed
   * @throws IllegalStateException if a predicate or a delay threw, or threads do not end
   */
  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    settings.pauses().close();
    server.close();
    for (ConnectionSockets sockets : connections) {
      sockets.reset();
    }
    executor.shutdownNow();
    awaitThreads();
    synchronized (failures) {
      if (!failures.isEmpty()) {
        IllegalStateException failure = new IllegalStateException("the proxy failed");
        failures.forEach(failure::addSuppressed);
        throw failure;
      }
    }
  }

  private void awaitThreads() {
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("threads of the proxy do not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
