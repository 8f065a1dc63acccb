package io.deltaglider.testserver.s3;

import io.deltaglider.testserver.s3.awssdk.Exchange;
import io.deltaglider.testserver.s3.awssdk.MemoryBlobStore;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.gaul.s3proxy.S3ProxyHandler;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * S3Proxy's handler, with what it does not know put around it. Tagging and lifecycle configurations
 * are answered here, without a look at the signature.
 */
final class S3Servlet extends HttpServlet {
  private static final long MAX_SINGLE_PUT_BYTES = 5L << 30;
  private static final long MAX_SIGNED_BODY_BYTES = 128 << 20;
  private static final int MAX_CHUNK_BYTES = 16 << 20;
  private static final int MAX_CLOCK_SKEW_SECONDS = 15 * 60;

  /** Makes the rendering of errors accessible. */
  private static final class Handler extends S3ProxyHandler {
    Handler(MemoryBlobStore store, String accessKey, String secretKey) {
      super(
          store,
          AuthenticationType.AWS_V4,
          accessKey,
          secretKey,
          null,
          MAX_SINGLE_PUT_BYTES,
          MAX_SIGNED_BODY_BYTES,
          MAX_CHUNK_BYTES,
          false,
          null,
          null,
          MAX_CLOCK_SKEW_SECONDS);
    }

    void answer(
        HttpServletRequest request,
        HttpServletResponse response,
        int status,
        String code,
        String message)
        throws IOException {
      sendSimpleErrorResponse(request, response, code, status, message, Map.of());
    }
  }

  private final Handler handler;
  private final Function<ReceivedRequest, Reaction> disturbance;
  private final Subresources subresources;

  S3Servlet(
      MemoryBlobStore store,
      String accessKey,
      String secretKey,
      Function<ReceivedRequest, Reaction> disturbance) {
    this.disturbance = disturbance;
    this.handler = new Handler(store, accessKey, secretKey);
    this.subresources = new Subresources(store);
  }

  @Override
  protected void service(HttpServletRequest received, HttpServletResponse response)
      throws IOException {
    HttpServletRequest request = OpaquePaths.restore(received);
    Reaction reaction = disturbance.apply(described(request));
    switch (reaction.kind()) {
      case ANSWER -> serve(request, request, response);
      case FAIL -> fail(request, response, reaction);
      case CUT, HIDE_METADATA -> serve(request, request, new DisturbedResponse(response, reaction));
      case IGNORE_CONDITIONS -> serve(request, VisibleRequest.withoutConditions(request), response);
    }
  }

  private static ReceivedRequest described(HttpServletRequest request) {
    Map<String, String> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
    }
    String query = request.getQueryString();
    return new ReceivedRequest(
        request.getMethod(), request.getRequestURI(), query == null ? "" : query, headers);
  }

  private void fail(HttpServletRequest request, HttpServletResponse response, Reaction reaction)
      throws IOException {
    request.getInputStream().transferTo(OutputStream.nullOutputStream());
    if (reaction.code().isEmpty()) {
      response.setStatus(reaction.status());
    } else {
      handler.answer(request, response, reaction.status(), reaction.code(), "as wanted");
    }
  }

  private void serve(
      HttpServletRequest signed, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Exchange.begin(request, response);
    try (InputStream body = request.getInputStream()) {
      if (!subresources.handle(request, response, body)) {
        handler.doHandle(
            signed,
            VisibleRequest.toProxy(request),
            response,
            body,
            new S3ProxyHandler.RequestContext());
      }
    } catch (AwsServiceException e) {
      answer(request, response, e);
    } catch (UnsupportedOperationException e) {
      handler.answer(request, response, 501, "NotImplemented", String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      handler.answer(request, response, 400, "InvalidArgument", String.valueOf(e.getMessage()));
    } finally {
      Exchange.end();
    }
  }

  private void answer(
      HttpServletRequest request, HttpServletResponse response, AwsServiceException e)
      throws IOException {
    String code = S3Exceptions.errorCode(e);
    if (code == null) {
      response.setStatus(e.statusCode());
    } else {
      String message = e.awsErrorDetails().errorMessage();
      handler.answer(request, response, e.statusCode(), code, message == null ? "" : message);
    }
  }
}
