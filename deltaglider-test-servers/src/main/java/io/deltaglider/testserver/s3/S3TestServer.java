package io.deltaglider.testserver.s3;

import io.deltaglider.testserver.s3.awssdk.MemoryBlobStore;
import java.net.URI;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * S3 over HTTP on the loopback interface, kept in the heap: S3Proxy checks signatures and speaks
 * the protocol, a store of ours behind it has S3's semantics. Clients use path-style addresses and
 * any region. Thread-safe.
 *
 * <p>It differs from S3: requests for tags and lifecycle configurations are not authenticated;
 * access control lists other than {@code private} and {@code public-read} are 501; an upload in
 * parts under a key with characters that XML cannot carry fails; {@code UploadPart} by part number
 * is not readable again.
 */
public final class S3TestServer implements AutoCloseable {
  /** The access key that the server knows. */
  public static final String ACCESS_KEY = "test-access-key";

  /** The secret key that belongs to {@link #ACCESS_KEY}. */
  public static final String SECRET_KEY = "test-secret-key";

  private static final int MAX_THREADS = 64;

  private final MemoryBlobStore store = new MemoryBlobStore();
  private volatile Function<ReceivedRequest, Reaction> disturbance = request -> Reaction.answer();
  private final Server server;
  private final ServerConnector connector;

  private S3TestServer() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
    threads.setName("s3-test-server");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setHttpCompliance(HttpCompliance.LEGACY);
    http.setHeaderCacheCaseSensitive(true); // the signature is over headers as they came
    connector = new ServerConnector(server, 1, 1, new OpaquePaths(http));
    connector.setHost("127.0.0.1");
    connector.setPort(0);
    server.addConnector(connector);
    server.setStopTimeout(0);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(
        new ServletHolder(
            new S3Servlet(store, ACCESS_KEY, SECRET_KEY, request -> disturbance.apply(request))),
        "/*");
    server.setHandler(context);
  }

  /** Starts a server without buckets on a port that the system chooses. */
  public static S3TestServer start() {
    S3TestServer started = new S3TestServer();
    try {
      started.server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 test server does not start", e);
    }
    return started;
  }

  /** Returns where the server listens. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Deletes all buckets and ends disturbances. Buckets created later keep no versions. */
  public void reset() {
    disturb(request -> Reaction.answer());
    store.reset(false);
  }

  /** Deletes all buckets and ends disturbances. Buckets created later keep versions. */
  public void resetWithVersions() {
    disturb(request -> Reaction.answer());
    store.reset(true);
  }

  /** Asks for each request from now on how to react; called by several threads. */
  public void disturb(Function<ReceivedRequest, Reaction> reactions) {
    disturbance = reactions;
  }

  /** Stops the server at once, whatever it is doing. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the S3 test server does not stop", e);
    }
  }
}
