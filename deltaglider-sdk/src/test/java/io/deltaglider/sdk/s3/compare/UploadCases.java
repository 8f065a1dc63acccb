package io.deltaglider.sdk.s3.compare;

import static io.deltaglider.sdk.s3.compare.Seen.all;
import static io.deltaglider.sdk.s3.compare.Seen.body;
import static io.deltaglider.sdk.s3.compare.Seen.outcome;
import static io.deltaglider.sdk.s3.compare.Seen.statusOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** Uploads in parts. */
final class UploadCases {
  private static final int PART = 5 << 20;

  private UploadCases() {}

  private static String create(World w) {
    return w.client
        .createMultipartUpload(
            r ->
                r.bucket(w.bucket)
                    .key(w.key)
                    .contentType("text/x-parts")
                    .metadata(Map.of("in", "parts")))
        .uploadId();
  }

  private static CompletedPart part(World w, String id, int number, byte[] bytes) {
    String etag =
        w.client
            .uploadPart(
                r -> r.bucket(w.bucket).key(w.key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private static CompleteMultipartUploadResponse complete(
      World w, String id, List<CompletedPart> parts) {
    return w.client.completeMultipartUpload(
        r -> r.bucket(w.bucket).key(w.key).uploadId(id).multipartUpload(u -> u.parts(parts)));
  }

  static Object uploadInOnePart(World w) {
    String id = create(w);
    CompletedPart part = part(w, id, 1, w.content);
    var completed = complete(w, id, List.of(part));
    var got = w.get(w.key);
    return all(
        "part", part.eTag(),
        "etag", completed.eTag(),
        "key", completed.key(),
        "body", body(got.asByteArray()),
        "response", Seen.of(got.response()));
  }

  static Object uploadInTwoPartsOutOfOrder(World w) {
    byte[] first = World.random(PART);
    String id = create(w);
    CompletedPart two = part(w, id, 2, w.content);
    CompletedPart one = part(w, id, 1, first);
    String etag = complete(w, id, List.of(one, two)).eTag();
    var got = w.get(w.key);
    return all(
        "etag", etag,
        "body", body(got.asByteArray()),
        "head", Seen.of(w.head(w.key)),
        "listed",
            w.client.listObjectsV2(r -> r.bucket(w.bucket).prefix(w.key)).contents().get(0).eTag());
  }

  static Object partsAreListed(World w) {
    String id = create(w);
    part(w, id, 3, w.content);
    part(w, id, 1, w.otherContent);
    var page = w.client.listParts(r -> r.bucket(w.bucket).key(w.key).uploadId(id));
    List<Object> parts = new ArrayList<>();
    for (Part part : page.parts()) {
      parts.add(
          all(
              "number", part.partNumber(),
              "etag", part.eTag(),
              "size", part.size(),
              "recent", Seen.isRecent(part.lastModified())));
    }
    return all("parts", parts, "truncated", page.isTruncated());
  }

  static Object uploadsAreListed(World w) {
    create(w);
    var page = w.client.listMultipartUploads(r -> r.bucket(w.bucket));
    return all(
        "keys", page.uploads().stream().map(MultipartUpload::key).toList(),
        "truncated", page.isTruncated(),
        "objects", w.client.listObjectsV2(r -> r.bucket(w.bucket).prefix(w.key)).keyCount());
  }

  static Object abortThrowsPartsAway(World w) {
    String id = create(w);
    CompletedPart one = part(w, id, 1, w.content);
    w.client.abortMultipartUpload(r -> r.bucket(w.bucket).key(w.key).uploadId(id));
    return all(
        "uploads", w.client.listMultipartUploads(r -> r.bucket(w.bucket)).uploads().size(),
        "part", outcome(() -> part(w, id, 2, w.content)),
        "complete", statusOf(() -> complete(w, id, List.of(one))),
        "object", statusOf(() -> w.head(w.key)));
  }

  static Object completeWithAPartThatIsNotThere(World w) {
    String id = create(w);
    CompletedPart part = part(w, id, 1, w.content);
    return outcome(() -> complete(w, id, List.of(part.toBuilder().partNumber(2).build())));
  }

  static Object completeInTheWrongOrder(World w) {
    String id = create(w);
    CompletedPart one = part(w, id, 1, World.random(PART));
    CompletedPart two = part(w, id, 2, w.content);
    return outcome(() -> complete(w, id, List.of(two, one)));
  }

  static Object completeWithASmallPartInFront(World w) {
    String id = create(w);
    CompletedPart one = part(w, id, 1, w.content);
    CompletedPart two = part(w, id, 2, w.content);
    return outcome(() -> complete(w, id, List.of(one, two)));
  }

  static Object partOfAnUploadThatNeverWas(World w) {
    return outcome(() -> part(w, "never", 1, w.content));
  }

  static Object partNumberZero(World w) {
    String id = create(w);
    return outcome(() -> part(w, id, 0, w.content));
  }

  static Object partCopiedFromAnObject(World w) {
    w.put("source.zip", w.content);
    String id = create(w);
    String etag =
        w.client
            .uploadPartCopy(
                r ->
                    r.sourceBucket(w.bucket)
                        .sourceKey("source.zip")
                        .copySourceRange("bytes=10-99")
                        .destinationBucket(w.bucket)
                        .destinationKey(w.key)
                        .uploadId(id)
                        .partNumber(1))
            .copyPartResult()
            .eTag();
    complete(w, id, List.of(CompletedPart.builder().partNumber(1).eTag(etag).build()));
    return all("etag", etag, "body", body(w.get(w.key).asByteArray()));
  }

  static Object overwriteByAnUpload(World w) {
    w.put();
    String id = create(w);
    complete(w, id, List.of(part(w, id, 1, w.otherContent)));
    return body(w.get(w.key).asByteArray());
  }
}
