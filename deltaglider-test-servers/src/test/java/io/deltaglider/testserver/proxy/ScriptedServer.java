package io.deltaglider.testserver.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A server that does to its one connection what the test says. */
final class ScriptedServer implements AutoCloseable {
  private final ServerSocket server;
  private final CompletableFuture<Void> done;

  /** What is done to the connection, before it is closed. */
  @FunctionalInterface
  interface Script {
    void run(Socket connection) throws Exception;
  }

  ScriptedServer(Script script) throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    done =
        CompletableFuture.runAsync(
            () -> {
              try (Socket connection = server.accept()) {
                connection.setSoTimeout(20_000);
                script.run(connection);
              } catch (Exception e) {
                throw new AssertionError("the script failed", e);
              }
            },
            task -> new Thread(task, "scripted-server").start());
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Reads a message's head. */
  static String head(Socket connection) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) connection.getInputStream().read());
    }
    return head.toString();
  }

  /** Waits for the script's end, and fails if it failed. */
  @Override
  public void close() throws IOException {
    try {
      done.join();
    } finally {
      server.close();
    }
  }
}
