package io.deltaglider.core.metadata;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Turns what is known about an object into its stored metadata and back: the one place that knows
 * the {@code dg-*} names. docs/FORMAT.md, "Metadata".
 */
public final class MetadataCodec {
  /** Content-Type of every stored delta. */
  public static final String DELTA_CONTENT_TYPE = "application/vnd.deltaglider.delta";

  private static final String FORMAT = "dg-format";
  private static final String FORMAT_VERSION = "1";
  private static final String TOOL = "dg-tool";
  private static final String TOOL_NAME = "deltaglider-jvm/0.1.0";
  private static final String ORIGINAL_NAME = "dg-original-name";
  private static final String FILE_SHA256 = "dg-file-sha256";
  private static final String FILE_SIZE = "dg-file-size";
  private static final String CREATED_AT = "dg-created-at";
  private static final String COMPRESSION = "dg-compression";
  private static final String REF_KEY = "dg-ref-key";
  private static final String REF_SHA256 = "dg-ref-sha256";
  private static final String DELTA_SIZE = "dg-delta-size";
  private static final String DELTA_SHA256 = "dg-delta-sha256";
  private static final String DELTA_CMD = "dg-delta-cmd";
  private static final String NOTE = "dg-note";
  private static final String FILE_MD5 = "dg-file-md5";
  private static final String ETAG = "dg-etag";
  private static final String CHECKSUM = "dg-checksum";
  private static final String CONTENT_TYPE = "dg-content-type";
  private static final String CONTENT_ENCODING = "dg-content-encoding";

  /** What may be left out of a delta's metadata, in this order, when there is no room. */
  private static final List<String> DISPENSABLE = List.of(ORIGINAL_NAME, DELTA_CMD, TOOL);

  private static final int MAX_ORIGINAL_NAME = 200;

  private MetadataCodec() {}

  /**
   * Returns what a delta is stored with.
   *
   * @param user what the user gave
   * @param checksum the caller's own checksum of the content, to be remembered
   * @param limit the store's limit on metadata, in bytes
   * @return empty if the entries that cannot be left out do not fit beside the user's
   */
  public static Optional<ObjectAttributes> encodeDelta(
      ObjectAddress address,
      ObjectAttributes user,
      StoredObject.Delta delta,
      Optional<String> checksum,
      Instant createdAt,
      int limit) {
    Map<String, String> entries = UserMetadata.escape(user.metadata());
    putCommon(entries, delta.content().content(), delta.content().size(), createdAt);
    entries.put(ORIGINAL_NAME, originalName(address.key()));
    delta
        .content()
        .reference()
        .ifPresent(
            reference -> {
              entries.put(REF_KEY, BucketLayout.reference(address.bucket(), reference).key());
              entries.put(REF_SHA256, reference.hex());
            });
    entries.put(DELTA_SIZE, Long.toString(delta.deltaSize()));
    entries.put(DELTA_SHA256, delta.deltaSha256().hex());
    entries.put(DELTA_CMD, "xdelta3 -d -s reference.bin <delta> <content>");
    entries.put(NOTE, delta.note());
    entries.put(ETAG, delta.etag());
    checksum.ifPresent(text -> entries.put(CHECKSUM, text));
    user.headers().contentType().ifPresent(type -> entries.put(CONTENT_TYPE, type));
    user.headers().contentEncoding().ifPresent(coding -> entries.put(CONTENT_ENCODING, coding));

    ObjectAttributes stored = user.withHeaders(deltaHeaders(user.headers())).withMetadata(entries);
    for (String name : DISPENSABLE) {
      if (stored.metadataBytes() <= limit) {
        break;
      }
      entries.remove(name);
      stored = stored.withMetadata(entries);
    }
    return Optional.of(stored).filter(fitting -> fitting.metadataBytes() <= limit);
  }

  /**
   * Returns what a passthrough object is stored with: ours beside the user's if there is room, else
   * only the user's, as given; but a checksum is never left out.
   *
   * @param note why the object is no delta
   * @param checksum the caller's own checksum of the content, to be remembered
   * @param limit the store's limit on metadata, in bytes
   * @return empty if the user's alone would be taken for ours, or there is no room for the checksum
   */
  public static Optional<ObjectAttributes> encodePassthrough(
      ObjectAttributes user,
      Sha256 sha256,
      long size,
      String note,
      Optional<String> checksum,
      Instant createdAt,
      int limit) {
    Map<String, String> entries = UserMetadata.escape(user.metadata());
    putCommon(entries, sha256, size, createdAt);
    entries.put(COMPRESSION, "none");
    entries.put(NOTE, note);
    return fullOrBare(user, entries, checksum, limit);
  }

  private static Optional<ObjectAttributes> fullOrBare(
      ObjectAttributes user, Map<String, String> entries, Optional<String> checksum, int limit) {
    checksum.ifPresent(text -> entries.put(CHECKSUM, text));
    ObjectAttributes full = user.withMetadata(entries);
    if (full.metadataBytes() <= limit) {
      return Optional.of(full);
    }
    if (checksum.isPresent()) {
      Map<String, String> least = UserMetadata.escape(user.metadata());
      least.put(FORMAT, FORMAT_VERSION);
      least.put(CHECKSUM, checksum.get());
      return Optional.of(user.withMetadata(least))
          .filter(fitting -> fitting.metadataBytes() <= limit);
    }
    return Optional.of(user).filter(bare -> !isOurs(bare.metadata()));
  }

  /** Returns what a reference is stored with. */
  public static ObjectAttributes encodeReference(Sha256 sha256, long size, Instant createdAt) {
    Map<String, String> entries = new TreeMap<>();
    putCommon(entries, sha256, size, createdAt);
    entries.put(NOTE, "reference");
    return ObjectAttributes.of(
        ContentHeaders.NONE.withContentType("application/octet-stream"), entries);
  }

  /** Returns what a staged part of an upload is stored with. */
  public static ObjectAttributes encodePart(StagedPart part) {
    Map<String, String> entries = new TreeMap<>();
    putCommon(entries, part.sha256(), part.size(), part.createdAt());
    entries.put(FILE_MD5, part.md5());
    entries.put(NOTE, "part");
    return ObjectAttributes.of(
        ContentHeaders.NONE.withContentType("application/octet-stream"), entries);
  }

  /** Returns what the metadata says about a staged part; empty if it does not say all of it. */
  public static Optional<StagedPart> decodePart(ObjectHead stored) {
    Map<String, String> entries = stored.metadata();
    Optional<Sha256> sha256 = hash(entries, FILE_SHA256);
    Optional<Long> size = number(entries, FILE_SIZE);
    Optional<Instant> createdAt = createdAt(stored);
    Optional<String> md5 =
        Optional.ofNullable(entries.get(FILE_MD5)).filter(hex -> hex.matches("[0-9a-f]{32}"));
    if (sha256.isEmpty() || size.isEmpty() || createdAt.isEmpty() || md5.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new StagedPart(size.get(), md5.get(), sha256.get(), createdAt.get()));
  }

  /**
   * Returns what a copy of a stored object carries when the user replaces headers and metadata: the
   * user's new ones and all of ours.
   *
   * @param limit the store's limit on metadata, in bytes
   * @return empty if they do not fit together, or the user's alone would be taken for ours
   */
  public static Optional<ObjectAttributes> replaceUser(
      ObjectAddress address, ObjectHead stored, ObjectAttributes user, int limit) {
    StoredObject form = decode(stored);
    if (form instanceof StoredObject.Delta delta) {
      Instant createdAt = createdAt(stored).orElse(stored.lastModified());
      return encodeDelta(address, user, delta, checksum(stored), createdAt, limit);
    }
    if (!isOurs(stored.metadata())) {
      return Optional.of(user).filter(bare -> !isOurs(bare.metadata()));
    }
    Map<String, String> entries = UserMetadata.escape(user.metadata());
    stored
        .metadata()
        .forEach(
            (name, value) -> {
              if (name.startsWith("dg-")) {
                entries.put(name, value);
              }
            });
    return fullOrBare(user, entries, checksum(stored), limit);
  }

  /** Returns the checksum that was remembered with a stored object. */
  public static Optional<String> checksum(ObjectHead stored) {
    return isOurs(stored.metadata())
        ? Optional.ofNullable(stored.metadata().get(CHECKSUM))
        : Optional.empty();
  }

  /**
   * Returns whether a version of this format wrote a stored object that is newer than this code.
   */
  public static boolean isNewer(ObjectHead stored) {
    return Optional.ofNullable(stored.metadata().get(FORMAT))
        .filter(text -> text.matches("[1-9][0-9]{0,8}") && !text.equals(FORMAT_VERSION))
        .isPresent();
  }

  private static boolean isOurs(Map<String, String> stored) {
    return FORMAT_VERSION.equals(stored.get(FORMAT));
  }

  /**
   * Returns what the metadata says the stored object is; entries that make no sense count as none.
   */
  public static StoredObject decode(ObjectHead stored) {
    Map<String, String> entries = stored.metadata();
    if (!isOurs(entries)) {
      return StoredObject.Passthrough.UNKNOWN;
    }
    Optional<Sha256> sha256 = hash(entries, FILE_SHA256);
    Optional<Long> size = number(entries, FILE_SIZE);
    Optional<String> note = Optional.ofNullable(entries.get(NOTE));
    Optional<Sha256> deltaSha256 = hash(entries, DELTA_SHA256);
    if (deltaSha256.isEmpty()) {
      return size.isPresent() && sha256.isPresent()
          ? new StoredObject.Passthrough(sha256, size, note)
          : StoredObject.Passthrough.UNKNOWN;
    }
    Optional<Long> deltaSize = number(entries, DELTA_SIZE);
    Optional<String> etag = Optional.ofNullable(entries.get(ETAG));
    if (sha256.isEmpty() || size.isEmpty() || deltaSize.isEmpty() || etag.isEmpty()) {
      return StoredObject.Passthrough.UNKNOWN;
    }
    SelfDescription content =
        new SelfDescription(sha256.get(), size.get(), hash(entries, REF_SHA256));
    return new StoredObject.Delta(
        content, deltaSize.get(), deltaSha256.get(), etag.get(), note.orElse("delta"));
  }

  /** Returns the user's own metadata of a stored object: all of it if none of it is ours. */
  public static Map<String, String> userMetadata(ObjectHead stored) {
    return isOurs(stored.metadata()) ? UserMetadata.unescape(stored.metadata()) : stored.metadata();
  }

  /** Returns the user's own content headers of a stored object. */
  public static ContentHeaders userHeaders(ObjectHead stored) {
    if (!(decode(stored) instanceof StoredObject.Delta)) {
      return stored.headers();
    }
    ContentHeaders headers = stored.headers();
    return new ContentHeaders(
        Optional.ofNullable(stored.metadata().get(CONTENT_TYPE)),
        Optional.ofNullable(stored.metadata().get(CONTENT_ENCODING)),
        headers.contentLanguage(),
        headers.contentDisposition(),
        headers.cacheControl(),
        headers.expires());
  }

  private static ContentHeaders deltaHeaders(ContentHeaders user) {
    return new ContentHeaders(
        Optional.of(DELTA_CONTENT_TYPE),
        Optional.empty(),
        user.contentLanguage(),
        user.contentDisposition(),
        user.cacheControl(),
        user.expires());
  }

  private static void putCommon(
      Map<String, String> entries, Sha256 sha256, long size, Instant createdAt) {
    entries.put(FORMAT, FORMAT_VERSION);
    entries.put(TOOL, TOOL_NAME);
    entries.put(FILE_SHA256, sha256.hex());
    entries.put(FILE_SIZE, Long.toString(size));
    entries.put(CREATED_AT, createdAt.truncatedTo(ChronoUnit.MICROS).toString());
  }

  private static String originalName(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    String ascii = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return ascii.length() <= MAX_ORIGINAL_NAME ? ascii : ascii.substring(0, MAX_ORIGINAL_NAME);
  }

  private static Optional<Instant> createdAt(ObjectHead stored) {
    try {
      return Optional.ofNullable(stored.metadata().get(CREATED_AT)).map(Instant::parse);
    } catch (java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Sha256> hash(Map<String, String> entries, String name) {
    return Optional.ofNullable(entries.get(name))
        .filter(hex -> hex.matches("[0-9a-f]{64}"))
        .map(Sha256::new);
  }

  private static Optional<Long> number(Map<String, String> entries, String name) {
    return Optional.ofNullable(entries.get(name))
        .filter(digits -> digits.matches("[0-9]{1,18}"))
        .map(Long::valueOf);
  }
}
