package io.deltaglider.testserver.gcs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The requests about objects, apart from uploads. */
final class Objects {
  private final GcsState state;

  Objects(GcsState state) {
    this.state = state;
  }

  /** Answers {@code /storage/v1/b/<bucket>/o}. */
  Response list(Request request, String bucket) {
    return Fields.answer(
        request, state.locked(() -> new Listing(state.bucket(bucket).objects(), request).page()));
  }

  /** Answers {@code /storage/v1/b/<bucket>/o/<name>}. */
  Response one(Request request, String bucket, String name) throws IOException {
    return switch (request.method()) {
      case "GET" -> get(request, bucket, name);
      case "PATCH", "PUT" -> patch(request, bucket, name);
      case "DELETE" -> delete(request, bucket, name);
      default -> throw ApiException.of(405, "Method Not Allowed");
    };
  }

  private Response get(Request request, String bucket, String name) {
    GcsObject object = find(request, bucket, name);
    if (request.parameter("alt").filter("media"::equals).isPresent()) {
      return Download.of(request, object, false);
    }
    return Fields.answer(request, object.resource());
  }

  /** Answers a download of the XML API. */
  Response download(Request request, String bucket, String name) {
    return Download.of(request, find(request, bucket, name), true);
  }

  private GcsObject find(Request request, String bucket, String name) {
    GcsObject object =
        state.locked(() -> state.object(bucket, name, request.parameter("generation")));
    Preconditions.of(request).forRead(object);
    return object;
  }

  private Response patch(Request request, String bucket, String name) throws IOException {
    Map<String, Object> patch = request.json();
    return Response.json(
        state.locked(
            () -> {
              GcsObject object = state.object(bucket, name, request.parameter("generation"));
              Preconditions.of(request).forWrite(Optional.of(object));
              GcsObject patched = object.patched(patch, state.now());
              state.bucket(bucket).objects().put(name, patched);
              return patched.resource();
            }));
  }

  private Response delete(Request request, String bucket, String name) {
    state.locked(
        () -> {
          GcsObject object = state.object(bucket, name, request.parameter("generation"));
          Preconditions.of(request).forWrite(Optional.of(object));
          return state.bucket(bucket).objects().remove(name);
        });
    return Response.empty(204);
  }

  /**
   * Answers a rewrite or copy. A rewrite may be told by {@code maxBytesRewrittenPerCall} to take
   * several calls; the token says how far it came, and of which generation.
   */
  Response rewrite(Request request, Target source, Target target, boolean inSteps)
      throws IOException {
    Map<String, Object> resource = request.json();
    return Response.json(
        state.locked(
            () -> {
              GcsObject from =
                  state.object(
                      source.bucket(), source.name(), request.parameter("sourceGeneration"));
              state.bucket(target.bucket());
              Preconditions.ofSource(request).forWrite(Optional.of(from));
              long done = inSteps ? rewritten(request, from) : from.body().size();
              if (done < from.body().size()) {
                return progress(from, done);
              }
              GcsObject made =
                  state.store(
                      target.bucket(),
                      target.name(),
                      from.body(),
                      resource.isEmpty() ? from.fields() : resource,
                      Preconditions.of(request),
                      from.composite());
              return inSteps ? finished(made) : made.resource();
            }));
  }

  private static long rewritten(Request request, GcsObject from) {
    long before =
        request
            .parameter("rewriteToken")
            .map(token -> position(token, from.generation()))
            .orElse(0L);
    long step = request.number("maxBytesRewrittenPerCall").orElse(Long.MAX_VALUE / 2);
    return Math.min(from.body().size(), before + step);
  }

  private static long position(String token, long generation) {
    String[] parts = token.split("-", 3);
    if (parts.length != 2 || !parts[0].equals(Long.toString(generation))) {
      throw ApiException.invalid("Invalid rewriteToken");
    }
    return Long.parseLong(parts[1]);
  }

  private static Map<String, Object> progress(GcsObject from, long done) {
    Map<String, Object> json = rewriteResponse(from, done, false);
    json.put("rewriteToken", from.generation() + "-" + done);
    return json;
  }

  private static Map<String, Object> finished(GcsObject made) {
    Map<String, Object> json = rewriteResponse(made, made.body().size(), true);
    json.put("resource", made.resource());
    return json;
  }

  private static Map<String, Object> rewriteResponse(GcsObject object, long done, boolean all) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "storage#rewriteResponse");
    json.put("totalBytesRewritten", Long.toString(done));
    json.put("objectSize", Long.toString(object.body().size()));
    json.put("done", all);
    return json;
  }

  /** An object's address. */
  record Target(String bucket, String name) {}
}
