package io.deltaglider.core.multipart;

import io.deltaglider.core.layout.StagingName;
import io.deltaglider.port.storage.ObjectAddress;

/**
 * An upload as it was read.
 *
 * @param name its name in the staging area
 * @param address the object that is uploaded
 * @param document what is known about it
 * @param etag the stored document's ETag
 */
record Upload(StagingName name, ObjectAddress address, UploadDocument document, String etag) {
  UploadInfo info() {
    return new UploadInfo(
        document.key(), name.toString(), document.created(), document.attributes().storageClass());
  }
}
