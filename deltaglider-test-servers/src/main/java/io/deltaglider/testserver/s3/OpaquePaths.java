package io.deltaglider.testserver.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.HexFormat;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * Hides the paths of requests from Jetty, which resolves dots, joins slashes and refuses some
 * characters; in keys they have no meaning.
 */
final class OpaquePaths extends HttpConnectionFactory {
  private static final HexFormat HEX = HexFormat.of();

  OpaquePaths(HttpConfiguration configuration) {
    super(configuration);
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    HttpConnection connection =
        new HttpConnection(getHttpConfiguration(), connector, endPoint) {
          @Override
          protected HttpStreamOverHTTP1 newHttpStream(
              String method, String uri, HttpVersion version) {
            return super.newHttpStream(method, hidden(uri), version);
          }
        };
    return configure(connection, connector, endPoint);
  }

  private static String hidden(String uri) {
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    return "/" + HEX.formatHex(path.getBytes(US_ASCII)) + uri.substring(path.length());
  }

  /** Returns the request with the path that its signature is about. */
  static HttpServletRequest restore(HttpServletRequest request) {
    String sent = new String(HEX.parseHex(request.getRequestURI().substring(1)), US_ASCII);
    // Some clients escape the second of two slashes, which the signature does not.
    String path = sent.replace("%2F", "/");
    return new HttpServletRequestWrapper(request) {
      @Override
      public String getRequestURI() {
        return path;
      }
    };
  }
}
