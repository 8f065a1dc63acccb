package io.deltaglider.testserver.gcs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The three kinds of uploads. */
final class Uploads {
  private static final Pattern RANGE = Pattern.compile("bytes (?:(\\d+)-(\\d+)|\\*)/(\\d+|\\*)");

  private final GcsState state;
  private final Supplier<URI> root;

  /**
   * Creates the handler.
   *
   * @param root where the server is reached, for the addresses of sessions
   */
  Uploads(GcsState state, Supplier<URI> root) {
    this.state = state;
    this.root = root;
  }

  /** Answers {@code /upload/storage/v1/b/<bucket>/o}. */
  Response handle(Request request, String bucket) throws IOException {
    Optional<String> session = request.parameter("upload_id");
    if (session.isPresent()) {
      return resume(request, session.get());
    }
    return switch (request.parameter("uploadType").orElse("media")) {
      case "media" -> media(request, bucket);
      case "multipart" -> multipart(request, bucket);
      case "resumable" -> begin(request, bucket);
      default -> throw ApiException.invalid("Invalid uploadType");
    };
  }

  private Response media(Request request, String bucket) throws IOException {
    Map<String, Object> resource = new HashMap<>();
    request.header("content-type").ifPresent(type -> resource.put("contentType", type));
    StoredBody.Builder body = new StoredBody.Builder();
    body.append(request.content());
    return store(request, bucket, resource, body.build());
  }

  private Response multipart(Request request, String bucket) throws IOException {
    byte[] whole = request.content().readAllBytes();
    List<Multipart.Part> parts = Multipart.parse(request.header("content-type").orElse(""), whole);
    if (parts.size() != 2) {
      throw ApiException.invalid("Multipart uploads have two parts.");
    }
    Map<String, Object> resource = Json.parse(slice(whole, parts.get(0)).readAllBytes());
    Multipart.Part media = parts.get(1);
    // As the service does: without a type of its own, the object has the type of its part.
    Optional.ofNullable(media.headers().get("content-type"))
        .ifPresent(type -> resource.putIfAbsent("contentType", type));
    StoredBody.Builder body = new StoredBody.Builder();
    body.append(slice(whole, media));
    return store(request, bucket, resource, body.build());
  }

  private static ByteArrayInputStream slice(byte[] whole, Multipart.Part part) {
    return new ByteArrayInputStream(whole, part.start(), part.end() - part.start());
  }

  private Response store(
      Request request, String bucket, Map<String, Object> resource, StoredBody body) {
    String name = name(request, resource);
    return Response.json(
        state.store(bucket, name, body, resource, Preconditions.of(request), false).resource());
  }

  private static String name(Request request, Map<String, Object> resource) {
    return request
        .parameter("name")
        .or(() -> Json.text(resource, "name"))
        .filter(name -> !name.isEmpty())
        .orElseThrow(() -> ApiException.invalid("Required parameter: name"));
  }

  private Response begin(Request request, String bucket) throws IOException {
    Map<String, Object> resource = new HashMap<>(request.json());
    request
        .header("x-upload-content-type")
        .ifPresent(type -> resource.putIfAbsent("contentType", type));
    String name = name(request, resource);
    Preconditions conditions = Preconditions.of(request);
    String id =
        state.locked(
            () -> {
              conditions.forWrite(Optional.ofNullable(state.bucket(bucket).objects().get(name)));
              String made = "upload-" + state.next();
              state.uploads().put(made, new UploadSession(bucket, name, resource, conditions));
              return made;
            });
    String location = root.get() + request.rawPath() + "?uploadType=resumable&upload_id=" + id;
    return Response.empty(200).with("Location", location).with("X-GUploader-UploadID", id);
  }

  private Response resume(Request request, String id) throws IOException {
    UploadSession session = state.locked(() -> state.uploads().get(id));
    if (session == null) {
      throw ApiException.notFound("No such upload: " + id);
    }
    if (request.method().equals("DELETE")) {
      state.locked(() -> state.uploads().remove(id));
      return Response.empty(499);
    }
    byte[] bytes = request.body().readAllBytes();
    synchronized (session) {
      if (session.stored().isPresent()) {
        return Response.json(session.stored().get().resource());
      }
      return receive(session, request.header("content-range"), bytes);
    }
  }

  private Response receive(UploadSession session, Optional<String> contentRange, byte[] bytes) {
    Matcher range = RANGE.matcher(contentRange.orElse("bytes 0-" + (bytes.length - 1L) + "/*"));
    boolean whole = contentRange.isEmpty();
    if (!whole && !range.matches()) {
      throw ApiException.invalid("Failed to parse Content-Range header.");
    }
    StoredBody.Builder received = session.received();
    if (bytes.length > 0) {
      long first = whole ? 0 : Long.parseLong(range.group(1));
      if (first != received.size()) {
        throw ApiException.of(503, "Invalid request: bytes from " + first + " are not wanted");
      }
      received.append(bytes);
    }
    boolean complete = whole || range.group(3).equals(Long.toString(received.size()));
    if (complete) {
      return Response.json(session.finish(state).resource());
    }
    Response response = Response.empty(308);
    return received.size() == 0
        ? response
        : response.with("Range", "bytes=0-" + (received.size() - 1));
  }
}
