package io.deltaglider.core.multipart;

import io.deltaglider.port.storage.ObjectAddress;

/**
 * A staged part that an upload is completed with.
 *
 * @param upload the object that is uploaded, for errors
 * @param number which part
 * @param stored where it lies
 * @param etag the ETag that it must have
 * @param size its length in bytes, as it was listed
 */
record PartSource(ObjectAddress upload, int number, ObjectAddress stored, String etag, long size) {
  MultipartException invalid(String reason) {
    return new MultipartException(
        MultipartException.Kind.INVALID_PART, upload, "part " + number + " " + reason);
  }
}
