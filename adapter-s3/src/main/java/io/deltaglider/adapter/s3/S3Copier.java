package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/**
 * Copies inside the store. The source is looked at first: S3 does not carry its storage class over
 * by itself, and copies large objects only in parts. Thread-safe.
 */
final class S3Copier {
  private static final long MIN_COPIED_PART = 128 << 20;

  private final S3Calls calls;
  private final S3Capabilities capabilities;
  private final S3StorageOptions options;
  private final S3Reader reader;
  private final S3Writer writer;
  private final ExecutorService executor;

  S3Copier(
      S3Calls calls,
      S3Capabilities capabilities,
      S3StorageOptions options,
      S3Reader reader,
      S3Writer writer,
      ExecutorService executor) {
    this.calls = calls;
    this.capabilities = capabilities;
    this.options = options;
    this.reader = reader;
    this.writer = writer;
    this.executor = executor;
  }

  StoredVersion copy(CopyRequest request) {
    check(request);
    ObjectHead source = head(request);
    if (request.sourceEtag().isPresent() && !request.sourceEtag().get().equals(source.etag())) {
      throw changed(request);
    }
    return source.size() > options.copyThreshold()
        ? copyInParts(request, source)
        : copyWhole(request, source);
  }

  private void check(CopyRequest request) {
    ObjectAddress source = request.source();
    ObjectAddress target = request.target();
    request
        .replacement()
        .ifPresent(attributes -> writer.checkAttributes("copy to", target, attributes));
    if (request.sourceVersionId().isPresent()) {
      capabilities.require(Capability.VERSIONS, source.bucket(), "copy", source);
    }
    if (!request.storeHeaders().isEmpty()) {
      capabilities.require(Capability.STORE_HEADERS, source.bucket(), "copy", source);
    }
    if (request.sourceEtag().isPresent()) {
      capabilities.require(Capability.CONDITIONAL_COPY, target.bucket(), "copy", source);
    }
    if (request.condition().kind() != WriteCondition.Kind.ALWAYS) {
      capabilities.require(Capability.CONDITIONAL_COPY, target.bucket(), "copy to", target);
    }
  }

  private ObjectHead head(CopyRequest request) {
    ReadOptions read =
        new ReadOptions(
            Optional.empty(),
            Optional.empty(),
            request.sourceVersionId(),
            PartHeaders.ofSource(request.storeHeaders()));
    return ObjectHeaders.head(
        request.source(), reader.headAnswer("copy", request.source(), read).sdkHttpResponse());
  }

  private static StorageException changed(CopyRequest request) {
    return new StorageException(
        Kind.PRECONDITION_FAILED,
        "copy " + request.source() + ": it has another ETag than " + request.sourceEtag());
  }

  private StoredVersion copyWhole(CopyRequest request, ObjectHead source) {
    ObjectAddress target = request.target();
    CopyObjectRequest.Builder copy =
        CopyObjectRequest.builder()
            .sourceBucket(source.address().bucket())
            .sourceKey(source.address().key())
            .sourceVersionId(request.sourceVersionId().orElse(null))
            .copySourceIfMatch(request.sourceEtag().map(ObjectHeaders::quoted).orElse(null))
            .destinationBucket(target.bucket())
            .destinationKey(target.key())
            .ifMatch(S3Writer.ifMatch(request.condition()))
            .ifNoneMatch(S3Writer.ifNoneMatch(request.condition()));
    Map<String, String> headers = new LinkedHashMap<>(request.storeHeaders().entries());
    if (request.replacement().isPresent()) {
      ObjectAttributes replacement = request.replacement().get();
      copy.metadataDirective(MetadataDirective.REPLACE)
          .contentType(ObjectHeaders.type(replacement));
      headers.putAll(ObjectHeaders.ofWrite(replacement));
      if (capabilities.supports(Capability.TAGS, target.bucket())) {
        headers.put("x-amz-tagging-directive", "REPLACE");
      }
    } else {
      source.storageClass().ifPresent(name -> headers.put("x-amz-storage-class", name));
    }
    CopyObjectRequest whole = copy.overrideConfiguration(calls.override(headers)).build();
    try {
      CopyObjectResponse answer = calls.client().copyObject(whole);
      return ObjectHeaders.stored(
          target, answer.copyObjectResult().eTag(), answer.sdkHttpResponse());
    } catch (SdkException e) {
      throw refusal(e, request);
    }
  }

  /** Names both sides, because the store does not say which of them it is about. */
  private static StorageException refusal(SdkException e, CopyRequest request) {
    Object both = request.source() + " to " + request.target();
    StorageException translated = S3Exceptions.translate(e, "copy", both, Kind.NO_SUCH_KEY);
    boolean ifMatch = request.condition().kind() == WriteCondition.Kind.IF_MATCH;
    if (translated.kind() == Kind.PRECONDITION_FAILED || ifMatch) {
      return S3Writer.refusal(e, "copy", both, request.condition());
    }
    return translated;
  }

  private StoredVersion copyInParts(CopyRequest request, ObjectHead source) {
    ObjectAddress target = request.target();
    ObjectAttributes attributes = request.replacement().orElseGet(() -> attributesOf(source));
    Map<String, String> headers =
        new LinkedHashMap<>(PartHeaders.ofTarget(request.storeHeaders()).entries());
    headers.putAll(ObjectHeaders.ofWrite(attributes));
    StoreHeaders ofParts = PartHeaders.ofCopiedPart(request.storeHeaders());
    MultipartCalls upload = new MultipartCalls(calls, target, "copy " + source.address() + " to");
    String id = upload.create(ObjectHeaders.type(attributes), headers);
    try {
      long smallest =
          Math.max(options.partSize(), Math.min(MIN_COPIED_PART, options.copyThreshold()));
      PartedUpload parts =
          new PartedUpload(
              target,
              source.size(),
              smallest,
              (number, from, to) -> copyPart(request, source, id, number, from, to, ofParts));
      List<CompletedPart> made = parts.run(executor, options.parallelism());
      if (!head(request).etag().equals(source.etag())) {
        throw changed(request.withSourceEtag(source.etag()));
      }
      return upload.complete(
          id, made, request.condition(), PartHeaders.ofUpload(request.storeHeaders()));
    } catch (RuntimeException | Error e) {
      upload.abort(id, e);
      throw e;
    }
  }

  private CompletedPart copyPart(
      CopyRequest request,
      ObjectHead source,
      String id,
      int number,
      long from,
      long to,
      StoreHeaders headers) {
    ObjectAddress target = request.target();
    UploadPartCopyRequest part =
        UploadPartCopyRequest.builder()
            .sourceBucket(source.address().bucket())
            .sourceKey(source.address().key())
            .sourceVersionId(request.sourceVersionId().orElse(null))
            .copySourceIfMatch(ObjectHeaders.quoted(source.etag()))
            .copySourceRange("bytes=" + from + "-" + (to - 1))
            .destinationBucket(target.bucket())
            .destinationKey(target.key())
            .uploadId(id)
            .partNumber(number)
            .overrideConfiguration(calls.override(headers))
            .build();
    String etag =
        calls
            .onObject("copy", source.address(), () -> calls.client().uploadPartCopy(part))
            .copyPartResult()
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  /** Returns what an upload must be told of a source that it shall be like. */
  private ObjectAttributes attributesOf(ObjectHead source) {
    return ObjectAttributes.of(source.headers(), source.metadata())
        .withStorageClass(source.storageClass())
        .withTags(tagsOf(source));
  }

  private Map<String, String> tagsOf(ObjectHead source) {
    ObjectAddress address = source.address();
    if (!capabilities.supports(Capability.TAGS, address.bucket())) {
      return Map.of();
    }
    GetObjectTaggingRequest request =
        GetObjectTaggingRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .versionId(source.versionId().orElse(null))
            .overrideConfiguration(calls.override())
            .build();
    Map<String, String> tags = new LinkedHashMap<>();
    calls
        .onObject("copy", address, () -> calls.client().getObjectTagging(request))
        .tagSet()
        .forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }
}
