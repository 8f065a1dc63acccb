package io.deltaglider.testserver.s3;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request without some of its headers: those that S3Proxy refuses or misreads, which the store
 * behind it still sees, or conditions. The signature is checked over the whole request.
 */
final class VisibleRequest extends HttpServletRequestWrapper {
  private static final Set<String> HIDDEN =
      Set.of(
          "expires",
          "x-amz-expected-bucket-owner",
          "x-amz-request-payer",
          "x-amz-source-expected-bucket-owner",
          "x-amz-tagging",
          "x-amz-tagging-directive",
          "x-amz-website-redirect-location");

  private static final Set<String> CONDITIONS =
      Set.of("if-match", "if-none-match", "x-amz-copy-source-if-match");

  private final Set<String> hidden;

  private VisibleRequest(HttpServletRequest request, Set<String> hidden) {
    super(request);
    this.hidden = hidden;
  }

  /** Returns the request as S3Proxy may see it. */
  static VisibleRequest toProxy(HttpServletRequest request) {
    return new VisibleRequest(request, HIDDEN);
  }

  /** Returns the request as one that asks for no condition. */
  static VisibleRequest withoutConditions(HttpServletRequest request) {
    return new VisibleRequest(request, CONDITIONS);
  }

  private boolean isHidden(String name) {
    return hidden.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public @Nullable String getHeader(String name) {
    return isHidden(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public long getDateHeader(String name) {
    return isHidden(name) ? -1 : super.getDateHeader(name);
  }

  @Override
  public Enumeration<String> getHeaderNames() {
    List<String> visible =
        Collections.list(super.getHeaderNames()).stream().filter(name -> !isHidden(name)).toList();
    return Collections.enumeration(visible);
  }
}
