package io.deltaglider.sdk.s3.compare;

import static io.deltaglider.sdk.s3.compare.Seen.all;
import static io.deltaglider.sdk.s3.compare.Seen.body;
import static io.deltaglider.sdk.s3.compare.Seen.outcome;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Copies, and deletes of many objects. */
final class CopyCases {
  private static final String OTHER_ETAG = "\"00000000000000000000000000000000\"";

  private CopyCases() {}

  private static CopyObjectResponse copy(World w, Consumer<CopyObjectRequest.Builder> more) {
    return w.client.copyObject(
        r -> {
          r.sourceBucket(w.bucket).sourceKey(w.key).destinationBucket(w.bucket);
          r.destinationKey(w.otherKey);
          more.accept(r);
        });
  }

  static Object copyKeepsEverything(World w) {
    w.put(w.key, w.content, r -> r.metadata(Map.of("a", "1")).contentType("text/x-a"));
    CopyObjectResponse copied = copy(w, r -> {});
    var got = w.get(w.otherKey);
    return all(
        "etag", copied.copyObjectResult().eTag(),
        "recent", Seen.isRecent(copied.copyObjectResult().lastModified()),
        "body", body(got.asByteArray()),
        "response", Seen.of(got.response()));
  }

  static Object copyReplacesMetadata(World w) {
    w.put(w.key, w.content, r -> r.metadata(Map.of("a", "1")).contentType("text/x-a"));
    copy(
        w,
        r ->
            r.metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2"))
                .contentType("text/x-b"));
    var got = w.get(w.otherKey);
    return all("body", body(got.asByteArray()), "response", Seen.of(got.response()));
  }

  static Object copyIgnoresMetadataUnlessItReplaces(World w) {
    w.put(w.key, w.content, r -> r.metadata(Map.of("a", "1")));
    copy(w, r -> r.metadata(Map.of("b", "2")));
    return new TreeMap<>(w.head(w.otherKey).metadata());
  }

  static Object copyOntoItself(World w) {
    w.put(w.key, w.content, r -> r.metadata(Map.of("a", "1")));
    Object plain = outcome(() -> copy(w, r -> r.destinationKey(w.key)));
    copy(
        w,
        r ->
            r.destinationKey(w.key)
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2")));
    var got = w.get(w.key);
    return all(
        "without change",
        plain,
        "metadata",
        new TreeMap<>(got.response().metadata()),
        "body",
        body(got.asByteArray()));
  }

  static Object copyOfAMissingObject(World w) {
    return outcome(() -> copy(w, r -> r.sourceKey("missing.zip")));
  }

  static Object copyFromAMissingBucket(World w) {
    w.put();
    return outcome(() -> copy(w, r -> r.sourceBucket("no-such-bucket-here")));
  }

  static Object copyIfMatch(World w) {
    String etag = w.put().eTag();
    return all(
        "other", outcome(() -> copy(w, r -> r.copySourceIfMatch(OTHER_ETAG))),
        "same", outcome(() -> copy(w, r -> r.copySourceIfMatch(etag)).copyObjectResult().eTag()));
  }

  static Object copyIfNoneMatch(World w) {
    String etag = w.put().eTag();
    return all(
        "same", outcome(() -> copy(w, r -> r.copySourceIfNoneMatch(etag))),
        "other",
            outcome(
                () -> copy(w, r -> r.copySourceIfNoneMatch(OTHER_ETAG)).copyObjectResult().eTag()));
  }

  static Object copyOfAnOddKey(World w) {
    w.put("odd/ä b+c%2F.zip", w.content);
    copy(w, r -> r.sourceKey("odd/ä b+c%2F.zip"));
    return body(w.get(w.otherKey).asByteArray());
  }

  @SuppressWarnings("deprecation") // existing code still uses it
  static Object copyByTheOldField(World w) {
    w.put("odd/a b.zip", w.content);
    w.client.copyObject(
        r ->
            r.copySource(w.bucket + "/odd/a%20b.zip")
                .destinationBucket(w.bucket)
                .destinationKey(w.otherKey));
    return body(w.get(w.otherKey).asByteArray());
  }

  static Object copyKeepsOrReplacesTags(World w) {
    w.put(w.key, w.content, r -> r.tagging("a=1"));
    copy(w, r -> {});
    copy(
        w,
        r ->
            r.destinationKey("replaced.zip")
                .taggingDirective(TaggingDirective.REPLACE)
                .tagging("b=2"));
    return all("kept", tags(w, w.otherKey), "replaced", tags(w, "replaced.zip"));
  }

  private static Map<String, String> tags(World w, String key) {
    Map<String, String> tags = new TreeMap<>();
    w.client
        .getObjectTagging(r -> r.bucket(w.bucket).key(key))
        .tagSet()
        .forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  static Object deleteMany(World w) {
    w.put();
    w.put("other", new byte[] {1});
    List<ObjectIdentifier> keys =
        List.of(w.key, "other", "missing").stream()
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    var deleted =
        w.client.deleteObjects(
            r -> r.bucket(w.bucket).delete(Delete.builder().objects(keys).build()));
    return all(
        "deleted", deleted.deleted().stream().map(DeletedObject::key).sorted().toList(),
        "errors", deleted.errors().size(),
        "then", outcome(() -> w.get(w.key)));
  }

  static Object deleteManyQuietly(World w) {
    w.put();
    var deleted =
        w.client.deleteObjects(
            r ->
                r.bucket(w.bucket)
                    .delete(
                        d ->
                            d.quiet(true)
                                .objects(List.of(ObjectIdentifier.builder().key(w.key).build()))));
    return all(
        "deleted", deleted.deleted().size(),
        "errors", deleted.errors().size(),
        "then", outcome(() -> w.get(w.key)));
  }

  static Object deleteNone(World w) {
    return Seen.statusOf(
        () -> w.client.deleteObjects(r -> r.bucket(w.bucket).delete(d -> d.objects(List.of()))));
  }
}
