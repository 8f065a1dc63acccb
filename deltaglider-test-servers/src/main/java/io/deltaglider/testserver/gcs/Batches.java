package io.deltaglider.testserver.gcs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Answers {@code /batch/storage/v1}: many requests in one body. */
final class Batches {
  /** Answers one of the requests. */
  @FunctionalInterface
  interface Handler {
    Response handle(Request request) throws IOException;
  }

  private static final int MAX_PARTS = 100;
  private static final String BOUNDARY = "batch_of_answers";

  private final Handler handler;

  Batches(Handler handler) {
    this.handler = handler;
  }

  Response handle(Request request) throws IOException {
    byte[] whole = request.content().readAllBytes();
    List<Multipart.Part> parts = Multipart.parse(request.header("content-type").orElse(""), whole);
    if (parts.size() > MAX_PARTS) {
      throw ApiException.invalid("The batch request has more than 100 calls.");
    }
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    for (Multipart.Part part : parts) {
      Response answer = handler.handle(inner(whole, part));
      write(answers, part.headers().getOrDefault("content-id", ""), answer);
    }
    answers.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1));
    return Response.bytes(200, "multipart/mixed; boundary=" + BOUNDARY, answers.toByteArray());
  }

  private static Request inner(byte[] whole, Multipart.Part part) {
    byte[] lineBreak = "\r\n".getBytes(ISO_8859_1);
    int lineEnd = Multipart.find(whole, lineBreak, part.start());
    int blank = Multipart.find(whole, "\r\n\r\n".getBytes(ISO_8859_1), part.start());
    int headersEnd = blank < 0 || blank > part.end() ? part.end() : blank;
    int lineStop = lineEnd < 0 || lineEnd > part.end() ? part.end() : lineEnd;
    String line = new String(whole, part.start(), lineStop - part.start(), ISO_8859_1);
    String[] words = line.split(" ", 3);
    Map<String, String> headers = Multipart.headers(whole, lineStop + 2, headersEnd);
    int body = Math.min(part.end(), headersEnd + 4);
    // Clients write whole addresses or only their paths.
    String target = words[1].replaceFirst("^https?://[^/]+", "");
    return Request.of(
        words[0], target, headers, new ByteArrayInputStream(whole, body, part.end() - body));
  }

  private static void write(ByteArrayOutputStream out, String id, Response answer)
      throws IOException {
    StringBuilder head = new StringBuilder();
    head.append("--").append(BOUNDARY).append("\r\nContent-Type: application/http\r\n");
    head.append("Content-ID: ").append(id.replace("<", "<response-")).append("\r\n\r\n");
    head.append("HTTP/1.1 ").append(answer.status()).append(" Status\r\n");
    answer
        .headers()
        .forEach(
            (name, values) ->
                values.forEach(
                    value -> head.append(name).append(": ").append(value).append("\r\n")));
    head.append("Content-Length: ").append(answer.length()).append("\r\n\r\n");
    out.writeBytes(head.toString().getBytes(ISO_8859_1));
    answer.body().writeTo(out);
    out.writeBytes("\r\n".getBytes(ISO_8859_1));
  }
}
