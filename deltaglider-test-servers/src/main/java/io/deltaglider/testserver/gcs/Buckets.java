package io.deltaglider.testserver.gcs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The requests about buckets. */
final class Buckets {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]");
  private static final long PAGE = 1000;

  private final GcsState state;

  Buckets(GcsState state) {
    this.state = state;
  }

  /** Answers {@code /storage/v1/b}. */
  Response all(Request request) throws IOException {
    return switch (request.method()) {
      case "GET" -> list(request);
      case "POST" -> insert(request);
      default -> throw ApiException.of(405, "Method Not Allowed");
    };
  }

  /** Answers {@code /storage/v1/b/<name>}. */
  Response one(Request request, String name) throws IOException {
    return switch (request.method()) {
      case "GET" -> Fields.answer(request, state.locked(() -> checked(request, name).resource()));
      case "PATCH", "PUT" -> patch(request, name);
      case "DELETE" -> delete(request, name);
      default -> throw ApiException.of(405, "Method Not Allowed");
    };
  }

  private GcsBucket checked(Request request, String name) {
    GcsBucket bucket = state.bucket(name);
    if (request.number("ifMetagenerationMatch").orElse(bucket.metageneration())
        != bucket.metageneration()) {
      throw ApiException.precondition();
    }
    return bucket;
  }

  private Response list(Request request) {
    String prefix = request.parameter("prefix").orElse("");
    String after = request.parameter("pageToken").orElse("");
    long limit = Math.min(PAGE, request.number("maxResults").orElse(PAGE));
    List<Object> items = new ArrayList<>();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "storage#buckets");
    json.put("items", items);
    state.locked(
        () -> {
          String last = after;
          for (Map.Entry<String, GcsBucket> entry :
              state.buckets().tailMap(after, false).entrySet()) {
            if (entry.getKey().startsWith(prefix)) {
              if (items.size() == limit) {
                json.put("nextPageToken", last);
                break;
              }
              items.add(entry.getValue().resource());
              last = entry.getKey();
            }
          }
          return items;
        });
    return Fields.answer(request, json);
  }

  private Response insert(Request request) throws IOException {
    Map<String, Object> resource = request.json();
    String name =
        Json.text(resource, "name")
            .filter(text -> NAME.matcher(text).matches())
            .orElseThrow(() -> ApiException.invalid("Invalid bucket name"));
    return Response.json(
        state.locked(
            () -> {
              GcsBucket bucket = new GcsBucket(name, state.now(), resource);
              if (state.buckets().putIfAbsent(name, bucket) != null) {
                throw ApiException.conflict(
                    "Your previous request to create the named bucket succeeded and you already"
                        + " own it.");
              }
              return bucket.resource();
            }));
  }

  private Response patch(Request request, String name) throws IOException {
    Map<String, Object> patch = request.json();
    return Response.json(
        state.locked(
            () -> {
              GcsBucket bucket = checked(request, name);
              bucket.patch(patch, state.now());
              return bucket.resource();
            }));
  }

  private Response delete(Request request, String name) {
    state.locked(
        () -> {
          if (!checked(request, name).objects().isEmpty()) {
            throw ApiException.conflict("The bucket you tried to delete is not empty.");
          }
          return state.buckets().remove(name);
        });
    return Response.empty(204);
  }
}
