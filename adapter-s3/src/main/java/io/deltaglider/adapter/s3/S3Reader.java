package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Reads objects. Thread-safe. */
final class S3Reader {
  /** Which answers of the store carry user metadata. */
  enum MetadataIn {
    NOT_KNOWN,
    GET_AND_HEAD,
    HEAD_ONLY
  }

  private final S3Calls calls;
  private final S3Capabilities capabilities;
  private final int resumes;
  private final AtomicReference<MetadataIn> metadataIn;

  S3Reader(
      S3Calls calls,
      S3Capabilities capabilities,
      int resumes,
      AtomicReference<MetadataIn> metadataIn) {
    this.calls = calls;
    this.capabilities = capabilities;
    this.resumes = resumes;
    this.metadataIn = metadataIn;
  }

  ObjectHead head(ObjectAddress address, ReadOptions options) {
    if (options.range().isPresent()) {
      throw new IllegalArgumentException("head of " + address + " with a range");
    }
    check("head", address, options);
    return ObjectHeaders.head(address, headAnswer("head", address, options).sdkHttpResponse());
  }

  /** Asks for a head; 404 comes without a body, so the bucket is asked what is missing. */
  HeadObjectResponse headAnswer(String action, ObjectAddress address, ReadOptions options) {
    HeadObjectRequest request =
        HeadObjectRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .versionId(options.versionId().orElse(null))
            .ifMatch(options.ifMatch().map(ObjectHeaders::quoted).orElse(null))
            .overrideConfiguration(calls.override(options.storeHeaders()))
            .build();
    try {
      return calls.onObject(action, address, () -> calls.client().headObject(request));
    } catch (StorageException e) {
      throw explained(e, action, address, options);
    }
  }

  private StorageException explained(
      StorageException e, String action, ObjectAddress address, ReadOptions options) {
    boolean noSuchVersion =
        options.versionId().isPresent()
            && (e.kind() == Kind.NOT_SUPPORTED || e.kind() == Kind.REJECTED);
    if (noSuchVersion) {
      // A delete marker is 405, and an id that the store never gave is 400.
      return S3Exceptions.as(Kind.NO_SUCH_KEY, e);
    }
    if (e.kind() != Kind.NO_SUCH_KEY) {
      return e;
    }
    HeadBucketRequest request =
        HeadBucketRequest.builder()
            .bucket(address.bucket())
            .overrideConfiguration(calls.override())
            .build();
    try {
      calls.onBucket(action, address.bucket(), () -> calls.client().headBucket(request));
      return e;
    } catch (StorageException ofBucket) {
      if (ofBucket.kind() == Kind.NO_SUCH_BUCKET) {
        return S3Exceptions.as(Kind.NO_SUCH_BUCKET, e);
      }
      e.addSuppressed(ofBucket);
      return e;
    }
  }

  private void check(String action, ObjectAddress address, ReadOptions options) {
    if (options.versionId().isPresent()) {
      capabilities.require(Capability.VERSIONS, address.bucket(), action, address);
    }
    if (!options.storeHeaders().isEmpty()) {
      capabilities.require(Capability.STORE_HEADERS, address.bucket(), action, address);
    }
  }

  ObjectReader open(ObjectAddress address, ReadOptions options) {
    check("open", address, options);
    Optional<ByteRange> range = options.range();
    ResponseInputStream<GetObjectResponse> body =
        get(address, options, range.map(ByteRange::toString));
    try {
      SdkHttpResponse answer = body.response().sdkHttpResponse();
      ObjectHead head = withMetadata(ObjectHeaders.head(address, answer), answer, options);
      long start = range.map(part -> part.start(head.size())).orElse(0L);
      long end = range.map(part -> part.end(head.size())).orElse(head.size());
      if (range.isPresent() && start >= end) {
        throw new StorageException(
            Kind.INVALID_RANGE, "open " + address + ": nothing in " + range.get());
      }
      ReadOptions pinned = options.withIfMatch(head.etag());
      return new ObjectReader(
          head,
          new ResumingBody(
              address,
              body,
              start,
              end,
              resumes,
              (first, last) ->
                  get(address, pinned, Optional.of(ByteRange.of(first, last).toString()))));
    } catch (RuntimeException e) {
      body.abort();
      throw e;
    }
  }

  private ResponseInputStream<GetObjectResponse> get(
      ObjectAddress address, ReadOptions options, Optional<String> range) {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .versionId(options.versionId().orElse(null))
            .ifMatch(options.ifMatch().map(ObjectHeaders::quoted).orElse(null))
            .range(range.orElse(null))
            .overrideConfiguration(calls.override(options.storeHeaders()))
            .build();
    try {
      return calls.onObject("open", address, () -> calls.client().getObject(request));
    } catch (StorageException e) {
      throw explained(e, "open", address, options);
    }
  }

  /**
   * Some stores leave user metadata out of the answer to GET. Whether this one does shows as soon
   * as there is an object with some; until then each answer without any is followed by a HEAD.
   */
  private ObjectHead withMetadata(ObjectHead head, SdkHttpResponse answer, ReadOptions options) {
    if (capabilities.isAws() || metadataIn.get() == MetadataIn.GET_AND_HEAD) {
      return head;
    }
    if (ObjectHeaders.hasMetadata(answer)) {
      metadataIn.set(MetadataIn.GET_AND_HEAD);
      return head;
    }
    ReadOptions pinned =
        new ReadOptions(
            Optional.empty(),
            Optional.of(head.etag()),
            options.versionId(),
            options.storeHeaders());
    ObjectHead whole;
    try {
      whole =
          ObjectHeaders.head(
              head.address(), headAnswer("open", head.address(), pinned).sdkHttpResponse());
    } catch (StorageException e) {
      boolean gone = e.kind() == Kind.PRECONDITION_FAILED || e.kind() == Kind.NO_SUCH_KEY;
      if (gone && metadataIn.get() == MetadataIn.NOT_KNOWN) {
        return head; // as this store answered, and as almost every store answers
      }
      throw gone ? S3Exceptions.as(Kind.UNAVAILABLE, e) : e;
    }
    if (whole.metadata().isEmpty()) {
      return head;
    }
    metadataIn.compareAndSet(MetadataIn.NOT_KNOWN, MetadataIn.HEAD_ONLY);
    return whole;
  }

  Map<String, String> tags(ObjectAddress address) {
    capabilities.require(Capability.TAGS, address.bucket(), "read tags of", address);
    GetObjectTaggingRequest request =
        GetObjectTaggingRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .overrideConfiguration(calls.override())
            .build();
    Map<String, String> tags = new TreeMap<>();
    calls
        .onObject("read tags of", address, () -> calls.client().getObjectTagging(request))
        .tagSet()
        .forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }
}
