package io.deltaglider.testserver.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.testserver.s3.awssdk.MemoryBlobStore;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The configurations that S3Proxy answers with 501: an object's tags, a bucket's lifecycle. */
final class Subresources {
  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

  private final MemoryBlobStore store;

  Subresources(MemoryBlobStore store) {
    this.store = store;
  }

  /** Answers the request if it is about one of them; otherwise returns false. */
  boolean handle(HttpServletRequest request, HttpServletResponse response, InputStream body)
      throws IOException {
    List<String> query =
        List.of(Optional.ofNullable(request.getQueryString()).orElse("").split("&", -1));
    String[] path = request.getRequestURI().split("/", 3);
    if (path.length < 2) {
      return false;
    }
    String bucket = URLDecoder.decode(path[1], UTF_8);
    if (query.contains("lifecycle")) {
      lifecycle(request.getMethod(), bucket, response, body);
      return true;
    }
    if (query.contains("tagging") && request.getMethod().equals("GET") && path.length == 3) {
      String versionId = request.getParameter("versionId");
      answer(response, tagging(store.tags(bucket, decodeKey(path[2]), versionId)));
      return true;
    }
    return false;
  }

  private static String decodeKey(String raw) {
    return URLDecoder.decode(raw.replace("+", "%2B"), UTF_8);
  }

  private void lifecycle(
      String method, String bucket, HttpServletResponse response, InputStream body)
      throws IOException {
    switch (method) {
      case "GET" ->
          answer(
              response,
              store
                  .lifecycle(bucket)
                  .orElseThrow(
                      () ->
                          error(
                              404,
                              "NoSuchLifecycleConfiguration",
                              "The lifecycle configuration does not exist")));
      case "PUT" -> store.setLifecycle(bucket, body.readAllBytes());
      case "DELETE" -> {
        store.setLifecycle(bucket, null);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      }
      default -> throw error(405, "MethodNotAllowed", method);
    }
  }

  private static byte[] tagging(Map<String, String> tags) {
    StringBuilder xml = new StringBuilder("<Tagging xmlns=\"" + NAMESPACE + "\"><TagSet>");
    tags.forEach(
        (name, value) ->
            xml.append("<Tag><Key>")
                .append(escaped(name))
                .append("</Key><Value>")
                .append(escaped(value))
                .append("</Value></Tag>"));
    return xml.append("</TagSet></Tagging>").toString().getBytes(UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static void answer(HttpServletResponse response, byte[] xml) throws IOException {
    response.setContentType("application/xml");
    response.getOutputStream().write(xml);
  }

  private static S3Exception error(int status, String code, String message) {
    return (S3Exception)
        S3Exception.builder()
            .message(message)
            .statusCode(status)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build();
  }
}
