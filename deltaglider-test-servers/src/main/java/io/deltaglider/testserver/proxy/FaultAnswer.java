package io.deltaglider.testserver.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * An answer that the proxy itself gives.
 *
 * @param status from 200 to 599
 * @param contentType of the body, if there is one
 * @param body may be empty
 * @param retryAfterSeconds value of {@code Retry-After}
 */
public record FaultAnswer(
    int status, Optional<String> contentType, String body, Optional<Integer> retryAfterSeconds) {
  /** Checks the status. */
  public FaultAnswer {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status " + status);
    }
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(retryAfterSeconds, "retryAfterSeconds");
  }

  /** Returns an answer without a body. */
  public static FaultAnswer empty(int status) {
    return new FaultAnswer(status, Optional.empty(), "", Optional.empty());
  }

  /**
   * Returns an answer as S3 gives it.
   *
   * @param code S3's name of the error, such as {@code SlowDown}
   */
  public static FaultAnswer s3(int status, String code) {
    return new FaultAnswer(
        status,
        Optional.of("application/xml"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
            + code
            + "</Code><Message>Fault made for a test.</Message>"
            + "<RequestId>FAULT</RequestId><HostId>FAULT</HostId></Error>",
        Optional.empty());
  }

  /**
   * Returns an answer as Google Cloud Storage gives it.
   *
   * @param reason its name of the error, such as {@code backendError}
   */
  public static FaultAnswer gcs(int status, String reason) {
    return new FaultAnswer(
        status,
        Optional.of("application/json; charset=UTF-8"),
        "{\"error\":{\"code\":"
            + status
            + ",\"message\":\"Fault made for a test.\",\"errors\":[{\"message\":"
            + "\"Fault made for a test.\",\"domain\":\"global\",\"reason\":\""
            + reason
            + "\"}]}}",
        Optional.empty());
  }

  /** Returns this answer with a {@code Retry-After}. */
  public FaultAnswer withRetryAfter(int seconds) {
    return new FaultAnswer(status, contentType, body, Optional.of(seconds));
  }

  /** Sends this in answer to a request, and counts it there. */
  void sendTo(OutputStream out, String method, Exchange exchange, boolean open) throws IOException {
    exchange.answered(status);
    exchange.sent(hasBody(method) ? body.getBytes(UTF_8).length : 0);
    sendTo(out, method, open);
  }

  /** Sends this in answer to a request by this method. */
  void sendTo(OutputStream out, String method, boolean open) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Fault\r\n");
    contentType.ifPresent(type -> head.append("Content-Type: " + type + "\r\n"));
    retryAfterSeconds.ifPresent(seconds -> head.append("Retry-After: " + seconds + "\r\n"));
    if (!MessageHead.isBodiless(status)) {
      head.append("Content-Length: " + bytes.length + "\r\n");
    }
    if (!open) {
      head.append("Connection: close\r\n");
    }
    out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
    if (hasBody(method)) {
      out.write(bytes);
    }
    out.flush();
  }

  private boolean hasBody(String method) {
    return !method.equals("HEAD") && !MessageHead.isBodiless(status);
  }
}
