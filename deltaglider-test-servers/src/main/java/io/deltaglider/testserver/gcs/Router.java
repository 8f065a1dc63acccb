package io.deltaglider.testserver.gcs;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Finds who answers a request, and words errors as the API that was called does. */
final class Router {
  private final Buckets buckets;
  private final Objects objects;
  private final Uploads uploads;
  private final Batches batches;

  Router(GcsState state, Supplier<URI> root) {
    this.buckets = new Buckets(state);
    this.objects = new Objects(state);
    this.uploads = new Uploads(state, root);
    this.batches = new Batches(this::handle);
  }

  Response handle(Request request) throws IOException {
    boolean json = isJsonApi(request.path());
    try {
      return json ? jsonApi(request) : xmlApi(request);
    } catch (ApiException e) {
      return json ? Response.error(e) : Response.xmlError(e);
    }
  }

  static boolean isJsonApi(List<String> path) {
    String first = path.get(0);
    return first.equals("storage") || first.equals("upload") || first.equals("batch");
  }

  private Response jsonApi(Request request) throws IOException {
    List<String> path = request.path();
    if (path.get(0).equals("batch")) {
      return batches.handle(request);
    }
    if (path.get(0).equals("upload")) {
      return uploads.handle(request, path.get(4));
    }
    // /storage/v1/b[/<bucket>[/o[/<object>[/<rewriteTo or copyTo>/b/<bucket>/o/<object>]]]]
    return switch (path.size()) {
      case 3 -> buckets.all(request);
      case 4 -> buckets.one(request, path.get(3));
      case 5 -> objects.list(request, path.get(3));
      case 6 -> objects.one(request, path.get(3), path.get(5));
      case 11 ->
          objects.rewrite(
              request,
              new Objects.Target(path.get(3), path.get(5)),
              new Objects.Target(path.get(8), path.get(10)),
              path.get(6).equals("rewriteTo"));
      default -> throw ApiException.of(404, "Not Found");
    };
  }

  private Response xmlApi(Request request) {
    if (!request.method().equals("GET") || request.path().size() < 2) {
      throw ApiException.of(405, "Method Not Allowed");
    }
    String name = String.join("/", request.path().subList(1, request.path().size()));
    return objects.download(request, request.path().get(0), name);
  }
}
