package io.deltaglider.testserver.gcs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Google Cloud Storage for tests: the JSON API as google-cloud-storage uses it and downloads of the
 * XML API, over HTTP on the loopback interface, in memory. Conditions are decided atomically with
 * the write. Credentials are not looked at; objects have one generation, without history.
 *
 * <p>Thread-safe. What it was asked can be counted, and answers can be made to fail.
 */
public final class GcsTestServer implements AutoCloseable {
  private static final int THREADS = 64;
  private static final int QUEUE = 4096;
  private static final int MAX_LOG = 100_000;
  private static final int BACKLOG = 512;

  static {
    // Or else every answer of a kept connection waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor executor;
  private final GcsState state;
  private final Router router;
  private final List<String> requests = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  private GcsTestServer(HttpServer server, ThreadPoolExecutor executor) {
    this.server = server;
    this.executor = executor;
    this.state = new GcsState(Clock.systemUTC());
    this.router = new Router(state, this::uri);
  }

  /** Starts a server without any bucket, on a port that the system chooses. */
  public static GcsTestServer start() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer http = HttpServer.create(address, BACKLOG);
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(QUEUE));
    executor.allowCoreThreadTimeOut(true);
    GcsTestServer server = new GcsTestServer(http, executor);
    http.setExecutor(executor);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  /** Returns where clients reach it, without a slash at the end; for {@code setHost}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Forgets all buckets, uploads, counted requests and faults. */
  public void reset() {
    state.clear();
    synchronized (faults) {
      faults.clear();
    }
    forgetRequests();
  }

  /** Returns how many resumable uploads were begun and neither finished nor cancelled. */
  public int openUploads() {
    return state.locked(
        () ->
            (int)
                state.uploads().values().stream()
                    .filter(session -> session.stored().isEmpty())
                    .count());
  }

  /** Returns "METHOD target" of the requests since the last {@link #forgetRequests}, in order. */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Begins to count requests anew. */
  public void forgetRequests() {
    synchronized (requests) {
      requests.clear();
    }
  }

  /** Makes one of the next requests fail. Faults are used up in the order they were added. */
  public void inject(Fault fault) {
    synchronized (faults) {
      faults.add(fault);
    }
  }

  /** Makes an object look composed: from now on it has no MD5. */
  public void dropMd5(String bucket, String name) {
    state.locked(
        () -> {
          GcsObject object = state.object(bucket, name, Optional.empty());
          GcsObject composite =
              new GcsObject(
                  bucket,
                  name,
                  object.generation(),
                  object.metageneration(),
                  object.body(),
                  object.fields(),
                  object.created(),
                  object.updated(),
                  true);
          return state.bucket(bucket).objects().put(name, composite);
        });
  }

  /** Returns the JSON API's resource of an object, as any client would see it. */
  public Map<String, Object> resource(String bucket, String name) {
    return state.locked(() -> state.object(bucket, name, Optional.empty()).resource());
  }

  /** Returns the server's time. */
  public Instant now() {
    return state.now();
  }

  /** Stops at once; connections are dropped. */
  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String line = exchange.getRequestMethod() + " " + exchange.getRequestURI().toASCIIString();
      Optional<Fault> fault = record(line);
      Request request = request(exchange);
      if (fault.isPresent() && fault.get().status().isPresent()) {
        drain(exchange.getRequestBody());
        send(exchange, error(request, fault.get().status().getAsInt()), Long.MAX_VALUE);
        return;
      }
      Response response = router.handle(request);
      drain(exchange.getRequestBody());
      send(exchange, response, fault.map(f -> f.cutAfter().orElseThrow()).orElse(Long.MAX_VALUE));
    } catch (RuntimeException e) {
      throw new IOException("request failed: " + exchange.getRequestURI(), e);
    }
  }

  private static Response error(Request request, int status) {
    ApiException e = ApiException.of(status, "injected");
    return Router.isJsonApi(request.path()) ? Response.error(e) : Response.xmlError(e);
  }

  private Optional<Fault> record(String line) {
    synchronized (requests) {
      if (requests.size() < MAX_LOG) {
        requests.add(line);
      }
    }
    synchronized (faults) {
      for (Iterator<Fault> each = faults.iterator(); each.hasNext(); ) {
        Fault fault = each.next();
        if (fault.fits().test(line)) {
          each.remove();
          return Optional.of(fault);
        }
      }
    }
    return Optional.empty();
  }

  private static Request request(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery();
    String target = query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query;
    return Request.of(exchange.getRequestMethod(), target, headers, exchange.getRequestBody());
  }

  private static void drain(InputStream body) throws IOException {
    body.transferTo(OutputStream.nullOutputStream());
  }

  private static void send(HttpExchange exchange, Response response, long cutAfter)
      throws IOException {
    if (cutAfter == 0) {
      throw new IOException("the connection breaks before the answer");
    }
    exchange.getResponseHeaders().putAll(response.headers());
    boolean none = response.length() == 0;
    exchange.sendResponseHeaders(response.status(), none ? -1 : response.length());
    if (!none) {
      response.body().writeTo(new CutOutputStream(exchange.getResponseBody(), cutAfter));
    }
  }
}
