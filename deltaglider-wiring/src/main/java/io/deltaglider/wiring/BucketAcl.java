package io.deltaglider.wiring;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a bucket's access control list is to be: a canned one, or grants.
 *
 * @param canned such as {@code private} or {@code public-read}; empty for none
 * @param grants grantees by permission, both as S3's headers write them: {@code FULL_CONTROL},
 *     {@code READ}, {@code READ_ACP}, {@code WRITE}, {@code WRITE_ACP}, and {@code id="..."},
 *     {@code uri="..."} or {@code emailAddress="..."}, separated by commas
 */
public record BucketAcl(String canned, Map<String, String> grants) {
  /** Sorts the grants. */
  public BucketAcl {
    grants = Collections.unmodifiableMap(new TreeMap<>(grants));
  }

  /**
   * What a bucket's access control list is.
   *
   * @param owner the owner's id; empty if the store tells none
   * @param grants who may do what
   */
  public record Present(String owner, List<Grant> grants) {
    /** Copies the list. */
    public Present {
      grants = List.copyOf(grants);
    }
  }

  /**
   * One grant.
   *
   * @param grantee the id, address or URI of who is granted something
   * @param type what kind of grantee that is, such as {@code CanonicalUser} or {@code Group}
   * @param permission what is granted, such as {@code READ}
   */
  public record Grant(String grantee, String type, String permission) {}
}
