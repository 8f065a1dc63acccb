package io.deltaglider.core.layout;

import io.deltaglider.core.model.Scope;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.storage.ObjectAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys of everything internal; docs/FORMAT.md, "Keys". */
public final class BucketLayout {
  /** What every internal key, and no other, begins with. */
  public static final String RESERVED_PREFIX = ".deltaglider/";

  /**
   * A text behind every internal key of ours in the order of bytes, and before every key that does
   * not begin with the reserved prefix and follows it: listings that start after it skip what is
   * internal.
   */
  public static final String BEHIND_RESERVED = RESERVED_PREFIX + "\udbff\udfff";

  /** What the key of everything staged, and no other, begins with. */
  public static final String STAGING = RESERVED_PREFIX + "tmp/";

  private static final String FORMAT_KEY = RESERVED_PREFIX + "format.json";

  /** What the keys of everything that belongs to a reference begin with. */
  public static final String REFERENCES = RESERVED_PREFIX + "references/";

  /** What the keys of all pointers begin with. */
  public static final String INDEX = RESERVED_PREFIX + "index/";

  private static final String UPLOAD_NAME = "upload.json";
  private static final String PARTS = "parts/";
  private static final String CONTENT_NAME = "content";

  /** The last segment of a reference's key, which older readers expect. */
  private static final String REFERENCE_NAME = "reference.bin";

  /** The last segment of a marker's key; beside its reference, so that one listing shows both. */
  private static final String CONDEMNED_NAME = "condemned";

  private BucketLayout() {}

  /** Returns whether {@code key} is internal. */
  public static boolean isReserved(String key) {
    return key.startsWith(RESERVED_PREFIX);
  }

  /**
   * Checks that an address may be used for an object of the user's.
   *
   * @return {@code address}
   * @throws ReservedKeyException if its key is internal
   */
  public static ObjectAddress checkUserAddress(ObjectAddress address) {
    if (isReserved(address.key())) {
      throw new ReservedKeyException(address);
    }
    return address;
  }

  /** Returns whether {@code key} is one of staging. */
  public static boolean isStaging(String key) {
    return key.startsWith(STAGING);
  }

  /** Returns where the bucket's format document is. */
  public static ObjectAddress format(String bucket) {
    return new ObjectAddress(bucket, FORMAT_KEY);
  }

  /** Returns where the reference with this content is. */
  public static ObjectAddress reference(String bucket, Sha256 content) {
    return new ObjectAddress(bucket, besideReference(content) + REFERENCE_NAME);
  }

  /** Returns what the keys of a reference and of its marker begin with, and no other. */
  public static String besideReference(Sha256 content) {
    return REFERENCES + content.hex() + "/";
  }

  /** Returns whether {@code key} is a reference's. */
  public static boolean isReference(String key) {
    return key.startsWith(REFERENCES) && key.endsWith("/" + REFERENCE_NAME);
  }

  /** Returns the content of the reference that a key belongs to; empty if it belongs to none. */
  public static Optional<Sha256> referenceOf(String key) {
    int end = key.indexOf('/', REFERENCES.length());
    if (!key.startsWith(REFERENCES) || end < 0) {
      return Optional.empty();
    }
    return Sha256.parse(key.substring(REFERENCES.length(), end));
  }

  /** Returns where garbage collection's marker for a reference is. */
  public static ObjectAddress condemned(String bucket, Sha256 content) {
    return new ObjectAddress(bucket, besideReference(content) + CONDEMNED_NAME);
  }

  /** Returns whether {@code key} is that of a marker. */
  public static boolean isMarker(String key) {
    return key.startsWith(REFERENCES) && key.endsWith("/" + CONDEMNED_NAME);
  }

  /** Returns what the keys of a scope's pointers begin with. */
  public static String pointers(Scope scope) {
    return INDEX + scope.id() + "/";
  }

  /** Returns where a pointer of this name is. */
  public static ObjectAddress pointer(String bucket, Scope scope, String name) {
    return new ObjectAddress(bucket, pointers(scope) + name);
  }

  /**
   * Returns the name that {@link #pointer} put into a key; empty for a key that it cannot have
   * made.
   */
  public static Optional<String> pointerName(String key) {
    if (!key.startsWith(INDEX)) {
      return Optional.empty();
    }
    int end = key.indexOf('/', INDEX.length());
    return end >= 0 && Scope.isId(key.substring(INDEX.length(), end))
        ? Optional.of(key.substring(end + 1))
        : Optional.empty();
  }

  /** Returns where something staged is that is a single object. */
  public static ObjectAddress staged(String bucket, StagingName name) {
    return new ObjectAddress(bucket, STAGING + name);
  }

  /** Returns where the document of an upload in parts is. */
  public static ObjectAddress upload(String bucket, StagingName upload) {
    return new ObjectAddress(bucket, STAGING + upload + "/" + UPLOAD_NAME);
  }

  /** Returns what the keys of an upload's parts begin with. */
  public static String parts(StagingName upload) {
    return STAGING + upload + "/" + PARTS;
  }

  /**
   * Returns where a part of an upload is. The order of keys is that of numbers.
   *
   * @param number from 0 to 99,999
   */
  public static ObjectAddress part(String bucket, StagingName upload, int number) {
    return new ObjectAddress(bucket, parts(upload) + String.format(Locale.ROOT, "%05d", number));
  }

  /** Returns the number that {@link #part} put into a key; empty if it did not make that key. */
  public static OptionalInt partNumber(StagingName upload, String key) {
    String digits = key.substring(Math.min(key.length(), parts(upload).length()));
    return key.startsWith(parts(upload)) && digits.matches("[0-9]{5}")
        ? OptionalInt.of(Integer.parseInt(digits))
        : OptionalInt.empty();
  }

  /** Returns where the restored content of an object is staged. */
  public static ObjectAddress stagedContent(String bucket, StagingName name) {
    return new ObjectAddress(bucket, STAGING + name + "/" + CONTENT_NAME);
  }

  /** Returns the name of the staging entry that a key is, or is below; empty if it is in none. */
  public static Optional<StagingName> stagingName(String key) {
    if (!key.startsWith(STAGING)) {
      return Optional.empty();
    }
    int end = key.indexOf('/', STAGING.length());
    return StagingName.parse(key.substring(STAGING.length(), end < 0 ? key.length() : end));
  }
}
