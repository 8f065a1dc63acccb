package io.deltaglider.core.layout;

import io.deltaglider.core.model.Scope;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.storage.ObjectAddress;

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

  private static final String FORMAT_KEY = RESERVED_PREFIX + "format.json";
  private static final String REFERENCES = RESERVED_PREFIX + "references/";
  private static final String INDEX = RESERVED_PREFIX + "index/";
  public static final String STAGING = RESERVED_PREFIX + "tmp/";

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

  /** Returns where garbage collection's marker for a reference is. */
  public static ObjectAddress condemned(String bucket, Sha256 content) {
    return new ObjectAddress(bucket, besideReference(content) + CONDEMNED_NAME);
  }

  /** Returns what the keys of a scope's pointers begin with. */
  public static String pointers(Scope scope) {
    return INDEX + scope.id() + "/";
  }

  /** Returns where a pointer of this name is. */
  public static ObjectAddress pointer(String bucket, Scope scope, String name) {
    return new ObjectAddress(bucket, pointers(scope) + name);
  }
}
