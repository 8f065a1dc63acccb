package io.deltaglider.testserver.proxy;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client's connection and the one to the server that belongs to it. Thread-safe. */
final class ConnectionSockets implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int IDLE_MILLIS = 300_000;

  /** Servers keep idle connections longer than this, so none is used that is being closed. */
  private static final long REUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final InetSocketAddress upstreamAddress;
  private final Side client;
  private @Nullable Side upstream; // guarded by this
  private long upstreamUsed; // System.nanoTime() of the last use; guarded by this
  private boolean closed; // guarded by this

  /** One connection and its buffered streams. */
  record Side(Socket socket, InputStream in, OutputStream out) {
    static Side of(Socket socket) throws IOException {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(IDLE_MILLIS);
      return new Side(
          socket,
          new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES),
          new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES));
    }
  }

  ConnectionSockets(Socket client, InetSocketAddress upstreamAddress) throws IOException {
    this.client = Side.of(client);
    this.upstreamAddress = upstreamAddress;
  }

  Side client() {
    return client;
  }

  /** Returns the connection to the server, a new one if there is none that was used just now. */
  Side upstream() throws IOException {
    synchronized (this) {
      if (upstream != null && System.nanoTime() - upstreamUsed < REUSE_NANOS) {
        return upstream;
      }
    }
    closeUpstream();
    Socket socket = new Socket();
    try {
      socket.connect(upstreamAddress, CONNECT_MILLIS);
      Side side = Side.of(socket);
      synchronized (this) {
        if (closed) {
          throw new SocketException("the proxy's connection was closed");
        }
        upstream = side;
      }
      return side;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Keeps the connection to the server for the next request. */
  synchronized void keepUpstream() {
    upstreamUsed = System.nanoTime();
  }

  /** Closes the connection to the server, if there is one. */
  synchronized void closeUpstream() throws IOException {
    if (upstream != null) {
      upstream.socket().close();
      upstream = null;
    }
  }

  /** Resets both connections, so that neither side takes what it got for all. */
  synchronized void reset() throws IOException {
    closed = true;
    if (upstream != null) {
      reset(upstream.socket());
    }
    reset(client.socket());
  }

  private static void reset(Socket socket) throws IOException {
    if (!socket.isClosed()) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /** Tells the client that nothing more comes. */
  void finishOutput() throws IOException {
    client.out().flush();
    client.socket().shutdownOutput();
  }

  /** Takes what the client still sends for at most this long, so that it can read its answer. */
  void drainClient(long nanos) throws IOException {
    long end = System.nanoTime() + nanos;
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = nanos;
    while (left > 0) {
      client.socket().setSoTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
      try {
        if (client.in().read(buffer) < 0) {
          return;
        }
      } catch (SocketTimeoutException e) {
        return;
      }
      left = end - System.nanoTime();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    try {
      closeUpstream();
    } finally {
      client.socket().close();
    }
  }
}
