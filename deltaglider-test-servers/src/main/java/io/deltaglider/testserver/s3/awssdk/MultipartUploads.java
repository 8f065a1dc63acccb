package io.deltaglider.testserver.s3.awssdk;

import io.deltaglider.testserver.s3.awssdk.PendingUpload.PendingPart;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The uploads in parts of all buckets; guarded by the store's lock. */
final class MultipartUploads {
  static final long MIN_PART_BYTES = 5 * 1024 * 1024;

  private final MemoryBlobStore store;

  MultipartUploads(MemoryBlobStore store) {
    this.store = store;
  }

  MultipartUpload create(CreateMultipartUploadRequest request) {
    synchronized (store) {
      String id = store.newId("upload-");
      store
          .bucket(request.bucket())
          .uploads
          .put(id, new PendingUpload(request, NewBlob.extras(), NewBlob.tags()));
      return new MultipartUpload(id, request);
    }
  }

  private PendingUpload pending(MultipartUpload upload) {
    PendingUpload pending = store.bucket(upload.containerName()).uploads.get(upload.id());
    if (pending == null || !pending.request.key().equals(upload.blobName())) {
      throw StoreErrors.of(404, "NoSuchUpload", "The specified upload does not exist");
    }
    return pending;
  }

  void abort(MultipartUpload upload) {
    synchronized (store) {
      pending(upload);
      store.bucket(upload.containerName()).uploads.remove(upload.id());
    }
  }

  UploadPartResponse putPart(MultipartUpload upload, UploadPartRequest request, InputStream body) {
    byte[] bytes = NewBlob.body(body, request.contentLength(), request.contentMD5());
    synchronized (store) {
      return UploadPartResponse.builder()
          .eTag(add(upload, request.partNumber(), bytes))
          .sseCustomerAlgorithm(request.sseCustomerAlgorithm())
          .sseCustomerKeyMD5(request.sseCustomerKeyMD5())
          .build();
    }
  }

  UploadPartCopyResponse copyPart(MultipartUpload upload, UploadPartCopyRequest request) {
    synchronized (store) {
      StoredBlob source =
          store.bucket(request.sourceBucket()).get(request.sourceKey(), request.sourceVersionId());
      StoreErrors.checkRead(
          source, request.copySourceIfMatch(), request.copySourceIfNoneMatch(), 412);
      byte[] bytes = source.bytes();
      if (request.copySourceRange() != null) {
        RequestedRange range = RequestedRange.parse(request.copySourceRange(), bytes.length);
        bytes = Arrays.copyOfRange(bytes, range.from(), range.to());
      }
      String etag = add(upload, request.partNumber(), bytes);
      return UploadPartCopyResponse.builder()
          .copyPartResult(result -> result.eTag(etag).lastModified(MemoryBlobStore.now()))
          .build();
    }
  }

  private String add(MultipartUpload upload, int number, byte[] bytes) {
    String etag = NewBlob.etag(bytes);
    Part listed =
        Part.builder()
            .partNumber(number)
            .eTag(etag)
            .size((long) bytes.length)
            .lastModified(MemoryBlobStore.now())
            .build();
    pending(upload).parts.put(number, new PendingPart(bytes, listed));
    return etag;
  }

  CompleteMultipartUploadResponse complete(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    synchronized (store) {
      PendingUpload pending = pending(upload);
      MemoryBucket bucket = store.bucket(upload.containerName());
      String key = upload.blobName();
      StoreErrors.checkWrite(
          bucket.name, key, bucket.current(key), request.ifMatch(), request.ifNoneMatch());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ByteArrayOutputStream digests = new ByteArrayOutputStream();
      List<CompletedPart> parts = request.multipartUpload().parts();
      for (CompletedPart part : parts) {
        byte[] content = pending.bytes(part.partNumber());
        bytes.writeBytes(content);
        digests.writeBytes(NewBlob.md5(content));
      }
      String etag = NewBlob.etag(digests.toByteArray()) + "-" + parts.size();
      HeadObjectResponse head =
          store.store(
              bucket,
              key,
              bytes.toByteArray(),
              etag,
              NewBlob.head(pending.request),
              pending.extras,
              pending.tags);
      bucket.uploads.remove(upload.id());
      return CompleteMultipartUploadResponse.builder()
          .eTag(etag)
          .versionId(head.versionId())
          .build();
    }
  }

  List<Part> parts(MultipartUpload upload) {
    synchronized (store) {
      return pending(upload).parts.values().stream().map(PendingPart::listed).toList();
    }
  }

  List<software.amazon.awssdk.services.s3.model.MultipartUpload> list(String container) {
    synchronized (store) {
      return store.bucket(container).uploads.entrySet().stream()
          .map(
              entry ->
                  software.amazon.awssdk.services.s3.model.MultipartUpload.builder()
                      .key(entry.getValue().request.key())
                      .uploadId(entry.getKey())
                      .build())
          .toList();
    }
  }
}
