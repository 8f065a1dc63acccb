package io.deltaglider.sdk.s3.compare;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Where what code sees may differ from the plain client on the test server, and why. A difference
 * that is listed must be there, so that none outlives its reason.
 */
final class AllowedDifferences {
  /**
   * One difference.
   *
   * @param caseName the case
   * @param stores on which stores
   * @param payloads with which objects
   * @param reason why that is right
   */
  private record Difference(
      String caseName, Set<String> stores, Set<World.Payload> payloads, String reason) {}

  private static final Set<String> EVERYWHERE = Set.of("memory", "file", "s3", "gcs");
  private static final Set<String> NOT_S3 = Set.of("memory", "file", "gcs");
  private static final Set<World.Payload> BOTH = EnumSet.allOf(World.Payload.class);

  private static final Set<World.Payload> WHOLE = EnumSet.of(World.Payload.SMALL);

  private static final String ETAG_OF_ONE_PUT =
      "What is stored as it came has the store's own ETag, and at last it is put in one piece";

  private static final List<Difference> ALL =
      List.of(
          new Difference(
              "checksumThatDoesNotFit",
              EVERYWHERE,
              BOTH,
              "The test server answers 500 to a wrong checksum; S3 and ours 400 BadDigest"),
          new Difference(
              "completeInTheWrongOrder",
              EVERYWHERE,
              BOTH,
              "The test server sorts the parts; S3 and ours answer 400 InvalidPartOrder"),
          new Difference(
              "contentTypeOfTheBody",
              NOT_S3,
              BOTH,
              "The test server's HTTP library writes the charset in lower case"),
          new Difference(
              "copyIfNoneMatch",
              EVERYWHERE,
              BOTH,
              "The test server answers 412 without S3's code PreconditionFailed"),
          new Difference(
              "copyKeepsOrReplacesTags", Set.of("gcs"), BOTH, "Objects have no tags there"),
          new Difference(
              "ifModifiedSince", EVERYWHERE, BOTH, "The test server ignores this condition"),
          new Difference(
              "ifUnmodifiedSince", EVERYWHERE, BOTH, "The test server ignores this condition"),
          new Difference(
              "keyThatIsTooLong",
              EVERYWHERE,
              BOTH,
              "The test server takes keys of any length; S3 and ours refuse them"),
          new Difference(
              "listMaxKeysZero",
              EVERYWHERE,
              BOTH,
              "The test server calls an empty page truncated; S3 and ours do not"),
          new Difference(
              "privateAcl",
              NOT_S3,
              BOTH,
              "There are no access control lists: refused, not ignored"),
          new Difference("tagsComeBack", Set.of("gcs"), BOTH, "Objects have no tags there"),
          new Difference("uploadInOnePart", EVERYWHERE, WHOLE, ETAG_OF_ONE_PUT),
          new Difference("uploadInTwoPartsOutOfOrder", EVERYWHERE, WHOLE, ETAG_OF_ONE_PUT));

  private AllowedDifferences() {}

  static boolean isAllowed(String caseName, String store, World.Payload payload) {
    return ALL.stream()
        .anyMatch(
            difference ->
                difference.caseName().equals(caseName)
                    && difference.stores().contains(store)
                    && difference.payloads().contains(payload));
  }
}
