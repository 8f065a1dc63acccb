package io.deltaglider.testserver.gcs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers with an object's bytes, or a range of them. Content is never unpacked on the way. */
final class Download {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private Download() {}

  /**
   * Returns the answer.
   *
   * @param withMetadata whether to send custom metadata as headers, as only the XML API does
   */
  static Response of(Request request, GcsObject object, boolean withMetadata) {
    StoredBody body = object.body();
    long from = 0;
    long to = body.size();
    Optional<Matcher> range = request.header("range").map(RANGE::matcher).filter(Matcher::matches);
    if (range.isPresent()) {
      String first = range.get().group(1);
      String last = range.get().group(2);
      if (first.isEmpty()) {
        from = Math.max(0, to - parse(last));
      } else {
        from = parse(first);
        to = last.isEmpty() ? to : Math.min(to, parse(last) + 1);
      }
      if (from >= to) {
        throw ApiException.range(request.header("range").orElse(""));
      }
    }
    long start = from;
    long end = to;
    Response response =
        new Response(
            range.isPresent() ? 206 : 200,
            Response.empty(200).headers(),
            end - start,
            out -> body.writeTo(out, start, end));
    if (range.isPresent()) {
      response.with("Content-Range", "bytes " + start + "-" + (end - 1) + "/" + body.size());
    }
    describe(response, object, withMetadata);
    return response;
  }

  /** Positions beyond a long are beyond every object. */
  private static long parse(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(digits);
  }

  private static void describe(Response response, GcsObject object, boolean withMetadata) {
    Map<String, Object> fields = object.fields();
    String encoding = Json.text(fields, "contentEncoding").orElse("identity");
    response
        .with("Content-Type", Json.text(fields, "contentType").orElse("application/octet-stream"))
        .with("Cache-Control", Json.text(fields, "cacheControl").orElse("private, max-age=0"))
        .with("ETag", '"' + object.body().md5() + '"')
        .with("Last-Modified", Times.http(object.updated()))
        .with("x-goog-generation", Long.toString(object.generation()))
        .with("x-goog-metageneration", Long.toString(object.metageneration()))
        .with("x-goog-stored-content-encoding", encoding)
        .with("x-goog-stored-content-length", Long.toString(object.body().size()))
        .with("x-goog-storage-class", Json.text(fields, "storageClass").orElse("STANDARD"));
    if (object.composite()) {
      response.with("x-goog-hash", "crc32c=" + object.body().crc32c());
    } else {
      response.with(
          "x-goog-hash", "crc32c=" + object.body().crc32c(), "md5=" + object.body().md5());
    }
    Json.text(fields, "contentEncoding").ifPresent(v -> response.with("Content-Encoding", v));
    Json.text(fields, "contentLanguage").ifPresent(v -> response.with("Content-Language", v));
    Json.text(fields, "contentDisposition").ifPresent(v -> response.with("Content-Disposition", v));
    if (withMetadata) {
      Json.child(fields, "metadata")
          .forEach(
              (name, value) ->
                  response.with(
                      "x-goog-meta-" + name.toLowerCase(Locale.ROOT), asHeader(value.toString())));
    }
  }

  /** Headers are ASCII; what is not is lost on the way, which clients must be prepared for. */
  private static String asHeader(String value) {
    return value.replaceAll("[^\\x20-\\x7e]", "?").strip();
  }
}
