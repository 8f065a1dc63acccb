package io.deltaglider.testserver.proxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server for the proxy to stand before. {@code /echo} answers the request's body, {@code
 * /chunked} does it in chunks, {@code /status/N} answers N without a body.
 */
final class EchoServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newCachedThreadPool();

  /** Method and target of each request that came whole. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  /** The connections that requests came by. */
  final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  EchoServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      connections.add(exchange.getRemoteAddress());
      byte[] body = exchange.getRequestBody().readAllBytes();
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/status/")) {
        exchange.sendResponseHeaders(Integer.parseInt(path.substring(8)), -1);
      } else if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", "12345");
        exchange.sendResponseHeaders(200, -1);
      } else {
        boolean chunked = path.equals("/chunked");
        exchange.sendResponseHeaders(200, chunked ? 0 : body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  /** Returns bytes that are nowhere alike. */
  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  /** Returns a request for {@code /echo} or the like whose answer has this body. */
  static String put(String target, String body) {
    return "PUT "
        + target
        + " HTTP/1.1\r\nHost: a.bucket\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  /** Returns text of so many chars. */
  static String text(int count) {
    return "x".repeat(count);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
