package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.StoreHeaders;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an object's file holds beside the body.
 *
 * @param key the object's key
 * @param etag MD5 of the body, 32 lower-case hex digits
 * @param lastModified when it was written
 * @param attributes what the writer said
 */
record ObjectTrailer(String key, String etag, Instant lastModified, ObjectAttributes attributes) {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  /** Checks the ETag. */
  ObjectTrailer {
    if (!MD5.matcher(etag).matches()) {
      throw new IllegalArgumentException("ETag is not 32 lower-case hex digits: " + etag);
    }
  }

  /** Returns what the store says about the object of this trailer. */
  ObjectHead head(String bucket, long size) {
    return new ObjectHead(
        new ObjectAddress(bucket, key),
        size,
        etag,
        lastModified,
        attributes.headers(),
        attributes.metadata(),
        attributes.storageClass(),
        Optional.empty(),
        StoreHeaders.NONE);
  }
}
