package io.deltaglider.sdk.s3.compare;

import static io.deltaglider.sdk.s3.compare.Seen.all;
import static io.deltaglider.sdk.s3.compare.Seen.outcome;
import static io.deltaglider.sdk.s3.compare.Seen.statusOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Listing objects and buckets. */
final class ListingCases {
  private ListingCases() {}

  private static void putSome(World w) {
    for (String name :
        List.of("a", "a/1", "a/2", "a/b/3", "b", "b-1", ".well-known/x", "é", "z z+", "Z")) {
      w.put(name, name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private static List<String> keys(List<S3Object> objects) {
    return objects.stream().map(S3Object::key).toList();
  }

  private static List<String> prefixes(List<CommonPrefix> prefixes) {
    return prefixes.stream().map(CommonPrefix::prefix).toList();
  }

  private static Object page(ListObjectsV2Response page) {
    return all(
        "keys", keys(page.contents()),
        "prefixes", prefixes(page.commonPrefixes()),
        "count", page.keyCount(),
        "max", page.maxKeys(),
        "truncated", page.isTruncated(),
        "token", page.nextContinuationToken() != null,
        "name", page.name(),
        "prefix", page.prefix(),
        "delimiter", page.delimiter(),
        "startAfter", Objects.requireNonNullElse(page.startAfter(), ""));
  }

  static Object listShowsSizesAndEtags(World w) {
    w.put();
    w.put(w.otherKey, w.otherContent);
    List<Object> seen = new ArrayList<>();
    for (S3Object object : w.client.listObjectsV2(r -> r.bucket(w.bucket)).contents()) {
      seen.add(
          all(
              "key", object.key(),
              "size", object.size(),
              "etag", object.eTag(),
              "recent", Seen.isRecent(object.lastModified())));
    }
    return seen;
  }

  static Object listEverything(World w) {
    putSome(w);
    return page(w.client.listObjectsV2(r -> r.bucket(w.bucket)));
  }

  static Object listAnEmptyBucket(World w) {
    return page(w.client.listObjectsV2(r -> r.bucket(w.bucket).prefix("nothing/")));
  }

  static Object listWithDelimiter(World w) {
    putSome(w);
    return page(w.client.listObjectsV2(r -> r.bucket(w.bucket).delimiter("/")));
  }

  static Object listWithPrefixAndDelimiter(World w) {
    putSome(w);
    return page(w.client.listObjectsV2(r -> r.bucket(w.bucket).prefix("a/").delimiter("/")));
  }

  static Object listWithAnotherDelimiter(World w) {
    putSome(w);
    return page(w.client.listObjectsV2(r -> r.bucket(w.bucket).delimiter("-")));
  }

  static Object listStartAfter(World w) {
    putSome(w);
    return page(w.client.listObjectsV2(r -> r.bucket(w.bucket).startAfter("a/1")));
  }

  static Object listMaxKeysOne(World w) {
    putSome(w);
    return page(w.client.listObjectsV2(r -> r.bucket(w.bucket).maxKeys(1)));
  }

  static Object listMaxKeysZero(World w) {
    putSome(w);
    return page(w.client.listObjectsV2(r -> r.bucket(w.bucket).maxKeys(0)));
  }

  static Object listMaxKeysBeyondAPage(World w) {
    putSome(w);
    return page(w.client.listObjectsV2(r -> r.bucket(w.bucket).maxKeys(5000)));
  }

  static Object listUrlEncoded(World w) {
    putSome(w);
    ListObjectsV2Response page =
        w.client.listObjectsV2(r -> r.bucket(w.bucket).encodingType(EncodingType.URL));
    return all("page", page(page), "encoding", page.encodingTypeAsString());
  }

  static Object listPageByPage(World w) {
    putSome(w);
    List<Object> pages = new ArrayList<>();
    String token = null;
    do {
      String from = token;
      ListObjectsV2Response page =
          w.client.listObjectsV2(
              r -> r.bucket(w.bucket).maxKeys(3).delimiter("/").continuationToken(from));
      pages.add(page(page));
      token = page.nextContinuationToken();
    } while (token != null);
    return pages;
  }

  static Object paginatorGivesEveryKeyOnce(World w) {
    putSome(w);
    return w.client.listObjectsV2Paginator(r -> r.bucket(w.bucket).maxKeys(2)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  static Object listVersionOne(World w) {
    putSome(w);
    var page = w.client.listObjects(r -> r.bucket(w.bucket).delimiter("/").maxKeys(3));
    var next =
        w.client.listObjects(
            r -> r.bucket(w.bucket).delimiter("/").maxKeys(100).marker(page.nextMarker()));
    return all(
        "keys", keys(page.contents()),
        "prefixes", prefixes(page.commonPrefixes()),
        "truncated", page.isTruncated(),
        "next marker", page.nextMarker(),
        "then keys", keys(next.contents()),
        "then prefixes", prefixes(next.commonPrefixes()),
        "then truncated", next.isTruncated(),
        "then marker", next.nextMarker());
  }

  static Object listVersionOneWithoutDelimiter(World w) {
    putSome(w);
    var page = w.client.listObjects(r -> r.bucket(w.bucket).maxKeys(2));
    return all("keys", keys(page.contents()), "truncated", page.isTruncated());
  }

  static Object listAMissingBucket(World w) {
    return all(
        "v2", outcome(() -> w.client.listObjectsV2(r -> r.bucket("no-such-bucket-here"))),
        "v1", outcome(() -> w.client.listObjects(r -> r.bucket("no-such-bucket-here"))));
  }

  static Object bucketsAreListed(World w) {
    return w.client.listBuckets().buckets().stream()
        .filter(bucket -> bucket.name().equals(w.bucket))
        .map(bucket -> bucket.name() + " " + Seen.isRecent(bucket.creationDate()))
        .toList();
  }

  static Object headBuckets(World w) {
    return all(
        "there", statusOf(() -> w.client.headBucket(r -> r.bucket(w.bucket))),
        "missing", statusOf(() -> w.client.headBucket(r -> r.bucket("no-such-bucket-here"))));
  }

  static Object createABucketTwice(World w) {
    return outcome(() -> w.client.createBucket(r -> r.bucket(w.bucket)));
  }

  static Object deleteABucket(World w) {
    w.put();
    Object full = outcome(() -> w.client.deleteBucket(r -> r.bucket(w.bucket)));
    w.client
        .listObjectsV2(r -> r.bucket(w.bucket))
        .contents()
        .forEach(object -> w.client.deleteObject(r -> r.bucket(w.bucket).key(object.key())));
    w.client.deleteBucket(r -> r.bucket(w.bucket));
    return all("full", full, "then", statusOf(() -> w.client.headBucket(r -> r.bucket(w.bucket))));
  }

  static Object deleteAMissingBucket(World w) {
    return outcome(() -> w.client.deleteBucket(r -> r.bucket("no-such-bucket-here")));
  }

  static Object putIntoAMissingBucket(World w) {
    return outcome(
        () ->
            w.client.putObject(
                r -> r.bucket("no-such-bucket-here").key(w.key),
                software.amazon.awssdk.core.sync.RequestBody.fromBytes(w.content)));
  }

  static Object getFromAMissingBucket(World w) {
    return all(
        "get",
            outcome(
                () -> w.client.getObjectAsBytes(r -> r.bucket("no-such-bucket-here").key(w.key))),
        "head",
            statusOf(() -> w.client.headObject(r -> r.bucket("no-such-bucket-here").key(w.key))),
        "delete",
            outcome(() -> w.client.deleteObject(r -> r.bucket("no-such-bucket-here").key(w.key))));
  }

  static Object waitersReturn(World w) {
    w.put();
    try (var waiter = w.client.waiter()) {
      boolean exists =
          waiter
              .waitUntilObjectExists(r -> r.bucket(w.bucket).key(w.key))
              .matched()
              .response()
              .isPresent();
      w.client.deleteObject(r -> r.bucket(w.bucket).key(w.key));
      boolean gone =
          waiter
              .waitUntilObjectNotExists(r -> r.bucket(w.bucket).key(w.key))
              .matched()
              .exception()
              .isPresent();
      boolean bucket =
          waiter.waitUntilBucketExists(r -> r.bucket(w.bucket)).matched().response().isPresent();
      return all("exists", exists, "gone", gone, "bucket", bucket);
    }
  }
}
