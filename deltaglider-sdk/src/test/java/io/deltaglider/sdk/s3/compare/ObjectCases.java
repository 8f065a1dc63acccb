package io.deltaglider.sdk.s3.compare;

import static io.deltaglider.sdk.s3.compare.Seen.all;
import static io.deltaglider.sdk.s3.compare.Seen.body;
import static io.deltaglider.sdk.s3.compare.Seen.outcome;
import static io.deltaglider.sdk.s3.compare.Seen.slice;
import static io.deltaglider.sdk.s3.compare.Seen.statusOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Putting, reading and deleting single objects. */
final class ObjectCases {
  private ObjectCases() {}

  static Object putThenGetGivesTheSameBytes(World w) {
    String etag = w.put().eTag();
    var got = w.get(w.key);
    return all("put", etag, "body", body(got.asByteArray()), "response", Seen.of(got.response()));
  }

  static Object headTellsWhatGetTells(World w) {
    w.put();
    return Seen.of(w.head(w.key));
  }

  static Object overwriteReplacesEverything(World w) {
    w.put(w.key, w.content, r -> r.metadata(Map.of("a", "1")).contentType("text/plain"));
    w.put(w.key, w.otherContent);
    var got = w.get(w.key);
    return all("body", body(got.asByteArray()), "response", Seen.of(got.response()));
  }

  static Object emptyObject(World w) {
    String etag = w.put("empty.zip", new byte[0]).eTag();
    var got = w.get("empty.zip");
    return all(
        "put", etag, "response", Seen.of(got.response()), "head", Seen.of(w.head("empty.zip")));
  }

  static Object metadataComesBack(World w) {
    w.put(
        w.key,
        w.content,
        r -> r.metadata(Map.of("build-number", "42", "dg-tool", "mine", "x", "a b")));
    return all(
        "head", new TreeMap<>(w.head(w.key).metadata()),
        "get", new TreeMap<>(w.get(w.key).response().metadata()));
  }

  static Object contentHeadersComeBack(World w) {
    w.put(
        w.key,
        w.content,
        r ->
            r.contentType("application/x-thing; charset=utf-8")
                .contentEncoding("identity")
                .contentLanguage("de")
                .contentDisposition("attachment; filename=\"a.zip\"")
                .cacheControl("max-age=60")
                .expires(Instant.parse("2031-02-03T04:05:06Z")));
    return all("head", Seen.of(w.head(w.key)), "get", Seen.of(w.get(w.key).response()));
  }

  static Object contentTypeOfTheBody(World w) {
    w.client.putObject(r -> r.bucket(w.bucket).key("a.txt"), RequestBody.fromString("some text"));
    return w.head("a.txt").contentType();
  }

  static Object putFromAStreamOfKnownLength(World w) {
    String etag =
        w.client
            .putObject(
                r -> r.bucket(w.bucket).key(w.key),
                RequestBody.fromInputStream(new ByteArrayInputStream(w.content), w.content.length))
            .eTag();
    return all("etag", etag, "body", body(w.get(w.key).asByteArray()));
  }

  static Object putAndGetFiles(World w) throws IOException {
    Path directory = Files.createTempDirectory("deltaglider-cases");
    Path in = directory.resolve("in.zip");
    Path out = directory.resolve("out.zip");
    try {
      Files.write(in, w.content);
      String etag = w.client.putObject(r -> r.bucket(w.bucket).key(w.key), in).eTag();
      var response = w.client.getObject(r -> r.bucket(w.bucket).key(w.key), out);
      Object again = outcome(() -> w.client.getObject(r -> r.bucket(w.bucket).key(w.key), out));
      return all(
          "etag",
          etag,
          "type",
          response.contentType(),
          "file",
          body(Files.readAllBytes(out)),
          "file exists",
          again);
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(out);
      Files.delete(directory);
    }
  }

  static Object readingAStreamHalfAndAborting(World w) throws IOException {
    w.put();
    ResponseInputStream<GetObjectResponse> stream =
        w.client.getObject(r -> r.bucket(w.bucket).key(w.key));
    byte[] first = stream.readNBytes(100);
    stream.abort();
    return all("first", body(first), "etag", stream.response().eTag());
  }

  static Object readingAStreamToItsEnd(World w) throws IOException {
    w.put();
    try (InputStream stream = w.client.getObject(r -> r.bucket(w.bucket).key(w.key))) {
      return all("body", body(stream.readAllBytes()), "after", stream.read());
    }
  }

  static Object aTransformerOfTheCallers(World w) {
    w.put();
    return w.client.getObject(
        r -> r.bucket(w.bucket).key(w.key),
        (response, in) -> response.eTag() + " " + body(in.readAllBytes()));
  }

  static Object aTransformerThatFails(World w) {
    w.put();
    ResponseTransformer<GetObjectResponse, String> failing =
        (response, in) -> {
          throw new IllegalStateException("no");
        };
    return statusOf(() -> w.client.getObject(r -> r.bucket(w.bucket).key(w.key), failing))
        instanceof Seen.Failure;
  }

  static Object rangeInTheMiddle(World w) {
    w.put();
    var got = w.get(w.key, r -> r.range("bytes=100-299"));
    return all(
        "right", body(got.asByteArray()).equals(body(slice(w.content, 100, 300))),
        "response", Seen.of(got.response()));
  }

  static Object rangeToTheEnd(World w) {
    w.put();
    var got = w.get(w.key, r -> r.range("bytes=900-"));
    return all("body", body(got.asByteArray()), "response", Seen.of(got.response()));
  }

  static Object rangeFromTheEnd(World w) {
    w.put();
    var got = w.get(w.key, r -> r.range("bytes=-10"));
    return all("body", body(got.asByteArray()), "response", Seen.of(got.response()));
  }

  static Object rangeThatReachesBeyondTheEnd(World w) {
    w.put();
    var got = w.get(w.key, r -> r.range("bytes=990-99999999"));
    return all("body", body(got.asByteArray()), "response", Seen.of(got.response()));
  }

  static Object rangeBehindTheEnd(World w) {
    w.put();
    return outcome(() -> w.get(w.key, r -> r.range("bytes=99999999-")));
  }

  static Object responseHeadersOverridden(World w) {
    w.put(w.key, w.content, r -> r.contentType("text/plain").cacheControl("no-cache"));
    return Seen.of(
        w.get(w.key, r -> r.responseContentType("text/html").responseContentDisposition("inline"))
            .response());
  }

  static Object getMissing(World w) {
    return outcome(() -> w.get("missing.zip"));
  }

  static Object headMissing(World w) {
    return statusOf(() -> w.head("missing.zip"));
  }

  static Object deleteExisting(World w) {
    w.put();
    var deleted = w.client.deleteObject(r -> r.bucket(w.bucket).key(w.key));
    return all(
        "marker", deleted.deleteMarker(),
        "version", deleted.versionId(),
        "then", outcome(() -> w.get(w.key)));
  }

  static Object deleteMissing(World w) {
    return outcome(
        () -> w.client.deleteObject(r -> r.bucket(w.bucket).key("missing.zip")).deleteMarker());
  }

  static Object contentMd5ThatFits(World w) {
    String md5 = Base64.getEncoder().encodeToString(Digest.md5(w.content));
    return w.put(w.key, w.content, r -> r.contentMD5(md5)).eTag();
  }

  static Object contentMd5ThatDoesNotFit(World w) {
    String md5 = Base64.getEncoder().encodeToString(Digest.md5(w.otherContent));
    return all(
        "put", outcome(() -> w.put(w.key, w.content, r -> r.contentMD5(md5))),
        "then", statusOf(() -> w.head(w.key)));
  }

  static Object storageClassIsStandard(World w) {
    w.put(w.key, w.content, r -> r.storageClass(StorageClass.STANDARD));
    return all("head", w.head(w.key).storageClassAsString());
  }

  static Object privateAcl(World w) {
    return outcome(() -> w.put(w.key, w.content, r -> r.acl(ObjectCannedACL.PRIVATE)).eTag());
  }

  static Object tagsComeBack(World w) {
    w.put(w.key, w.content, r -> r.tagging("stage=test&team=a%20b"));
    Map<String, String> tags = new TreeMap<>();
    w.client
        .getObjectTagging(r -> r.bucket(w.bucket).key(w.key))
        .tagSet()
        .forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  static Object partNumberOneOfAWholeObject(World w) {
    w.put();
    return outcome(() -> body(w.get(w.key, r -> r.partNumber(1)).asByteArray()));
  }

  static Object keysAreOpaque(World w) {
    for (String name : new String[] {"a//b", "dir/", "../x", "x.delta", "ä+ %2F", "a"}) {
      w.put(name, name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return all(
        "a//b", Seen.text(w.get("a//b").asByteArray()),
        "dir/", Seen.text(w.get("dir/").asByteArray()),
        "../x", Seen.text(w.get("../x").asByteArray()),
        "x.delta", Seen.text(w.get("x.delta").asByteArray()),
        "odd", Seen.text(w.get("ä+ %2F").asByteArray()),
        "a", Seen.text(w.get("a").asByteArray()));
  }
}
