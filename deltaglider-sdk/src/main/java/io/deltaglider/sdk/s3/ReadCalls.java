package io.deltaglider.sdk.s3;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Reads objects and what is known about them. */
final class ReadCalls {
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;

  private final Calls calls;

  ReadCalls(Calls calls) {
    this.calls = calls;
  }

  <T> T get(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    ObjectContent content = calls.serve(request, glider -> open(glider, request));
    Part part = new Part(content.start(), content.length());
    GetObjectResponse.Builder response = GetObjectResponse.builder();
    fill(response, request, content.info(), part);
    return transform(content, response.build(), transformer);
  }

  HeadObjectResponse head(HeadObjectRequest request) {
    return calls.serve(
        request,
        glider -> {
          ObjectInfo info = look(glider, request);
          Part part = part(request, info);
          HeadObjectResponse.Builder response = HeadObjectResponse.builder();
          fill(response, request, info, part);
          return response.build();
        });
  }

  /** Which bytes of the content an answer is about. */
  private record Part(long start, long length) {}

  private static ObjectContent open(DeltaGlider glider, GetObjectRequest request)
      throws IOException {
    GetRequest get = ReadRequests.of(request);
    Optional<ByteRange> range = range(request);
    try {
      ObjectContent content = glider.get(range.map(get::withRange).orElse(get));
      try {
        checkPartNumber(request, content.info());
      } catch (RuntimeException e) {
        content.close();
        throw e;
      }
      return content;
    } catch (StorageException e) {
      if (e.kind() != Kind.INVALID_RANGE) {
        throw e;
      }
      throw S3Errors.invalidRange(String.valueOf(e.getMessage()), glider.head(get).size());
    }
  }

  /** A HEAD has no body that could name an error, so the SDK takes each 404 for a missing key. */
  private static ObjectInfo look(DeltaGlider glider, HeadObjectRequest request) {
    try {
      ObjectInfo info = glider.head(ReadRequests.of(request));
      checkPartNumber(request, info);
      return info;
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_BUCKET) {
        throw S3Errors.noSuchKey(String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  private static Optional<ByteRange> range(S3Request request) {
    Optional<ByteRange> range = Fields.text(request, "Range").flatMap(RangeHeader::parse);
    if (range.isPresent() && Fields.number(request, "PartNumber").isPresent()) {
      throw S3Errors.invalidRequest(
          "Cannot specify both Range header and partNumber query parameter");
    }
    return range;
  }

  private static Part part(HeadObjectRequest request, ObjectInfo info) {
    Optional<ByteRange> range = range(request);
    if (range.isEmpty()) {
      return new Part(0, info.size());
    }
    if (!range.get().isSatisfiable(info.size())) {
      throw S3Errors.invalidRange("The requested range is not satisfiable", info.size());
    }
    long start = range.get().start(info.size());
    return new Part(start, range.get().end(info.size()) - start);
  }

  /** An object that was put in one piece is its own first part; where others end is not known. */
  private static void checkPartNumber(S3Request request, ObjectInfo info) {
    Optional<Integer> number = Fields.number(request, "PartNumber");
    if (number.isEmpty()) {
      return;
    }
    ObjectAddress address = info.address();
    if (Etags.isOfParts(info.etag())) {
      throw S3Errors.notImplemented("read " + address + ": its parts are not kept apart");
    }
    if (number.get() != 1) {
      throw S3Errors.error(
          416, "InvalidPartNumber", "read " + address + ": the part number is not satisfiable");
    }
  }

  private static void fill(
      GetObjectResponse.Builder response, S3Request request, ObjectInfo info, Part part) {
    boolean partial = isPartial(request);
    ReadAnswers.fill(new Answer(response), request, info, part.length(), partial);
    if (partial && part.length() > 0) {
      response.contentRange(contentRange(info, part));
    }
    DeltaGliderInfo extra = DeltaGliderInfo.of(DeltaGliderInfo.Operation.GET, info);
    Answer.complete(response, partial ? PARTIAL_CONTENT : OK, extra);
  }

  private static void fill(
      HeadObjectResponse.Builder response, S3Request request, ObjectInfo info, Part part) {
    boolean partial = isPartial(request);
    ReadAnswers.fill(new Answer(response), request, info, part.length(), partial);
    if (partial && part.length() > 0) {
      response.contentRange(contentRange(info, part));
    }
    DeltaGliderInfo extra = DeltaGliderInfo.of(DeltaGliderInfo.Operation.HEAD, info);
    Answer.complete(response, partial ? PARTIAL_CONTENT : OK, extra);
  }

  private static boolean isPartial(S3Request request) {
    return range(request).isPresent() || Fields.number(request, "PartNumber").isPresent();
  }

  private static String contentRange(ObjectInfo info, Part part) {
    return RangeHeader.contentRange(part.start(), part.length(), info.size());
  }

  /** Hands the content over. It stays open only for a transformer that hands it on. */
  private static <T> T transform(
      ObjectContent content,
      GetObjectResponse response,
      ResponseTransformer<GetObjectResponse, T> transformer) {
    ContentBody body = new ContentBody(content);
    boolean handedOn = false;
    try {
      T result = transformer.transform(response, AbortableInputStream.create(body, body));
      handedOn = transformer.needsConnectionLeftOpen();
      return result;
    } catch (SdkException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw AbortedException.create("interrupted while reading " + content.info().address(), e);
    } catch (Exception e) { // what a transformer may throw, and the SDK wraps
      throw SdkClientException.create("reading " + content.info().address() + " failed", e);
    } finally {
      if (!handedOn) {
        body.abort();
      }
    }
  }
}
