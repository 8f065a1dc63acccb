package io.deltaglider.testserver.s3.awssdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Turns requests into what an object will say about itself. */
final class NewBlob {
  private static final String EXPIRES = "expires";
  private static final String REDIRECT = "x-amz-website-redirect-location";

  private NewBlob() {}

  static HeadObjectResponse.Builder head(PutObjectRequest request) {
    return HeadObjectResponse.builder()
        .cacheControl(request.cacheControl())
        .contentDisposition(request.contentDisposition())
        .contentEncoding(request.contentEncoding())
        .contentLanguage(request.contentLanguage())
        .contentType(request.contentType())
        .metadata(request.metadata())
        .serverSideEncryption(request.serverSideEncryption())
        .sseCustomerAlgorithm(request.sseCustomerAlgorithm())
        .sseCustomerKeyMD5(request.sseCustomerKeyMD5())
        .ssekmsKeyId(request.ssekmsKeyId())
        .storageClass(request.storageClassAsString());
  }

  static HeadObjectResponse.Builder head(CreateMultipartUploadRequest request) {
    return HeadObjectResponse.builder()
        .cacheControl(request.cacheControl())
        .contentDisposition(request.contentDisposition())
        .contentEncoding(request.contentEncoding())
        .contentLanguage(request.contentLanguage())
        .contentType(request.contentType())
        .metadata(request.metadata())
        .serverSideEncryption(request.serverSideEncryption())
        .sseCustomerAlgorithm(request.sseCustomerAlgorithm())
        .sseCustomerKeyMD5(request.sseCustomerKeyMD5())
        .ssekmsKeyId(request.ssekmsKeyId())
        .storageClass(request.storageClassAsString());
  }

  /** Returns the replacement that a copy names; its encryption and storage class are set later. */
  static HeadObjectResponse.Builder head(CopyObjectRequest request) {
    return HeadObjectResponse.builder()
        .cacheControl(request.cacheControl())
        .contentDisposition(request.contentDisposition())
        .contentEncoding(request.contentEncoding())
        .contentLanguage(request.contentLanguage())
        .contentType(request.contentType())
        .metadata(request.metadata());
  }

  /** Returns the headers of the current request that objects keep and S3Proxy does not know. */
  static Map<String, String> extras() {
    Map<String, String> extras = new LinkedHashMap<>();
    Exchange.header(EXPIRES).ifPresent(value -> extras.put(EXPIRES, value));
    Exchange.header(REDIRECT).ifPresent(value -> extras.put(REDIRECT, value));
    return extras;
  }

  static Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : Exchange.header("x-amz-tagging").orElse("").split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        tags.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
      }
    }
    return tags;
  }

  /**
   * Reads a body to its end; one of another length, or with another MD5 than stated, is refused.
   */
  static byte[] body(InputStream payload, long length, @Nullable String contentMd5) {
    byte[] bytes;
    try (payload) {
      bytes = payload.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes.length != length) {
      throw StoreErrors.of(400, "IncompleteBody", bytes.length + " bytes instead of " + length);
    }
    if (contentMd5 != null && !contentMd5.equals(Base64.getEncoder().encodeToString(md5(bytes)))) {
      throw StoreErrors.of(400, "BadDigest", "The Content-MD5 did not match what was received");
    }
    return bytes;
  }

  static Optional<String> storageClass() {
    return Exchange.header("x-amz-storage-class").filter(name -> !name.equals("STANDARD"));
  }

  static String etag(byte[] bytes) {
    return HexFormat.of().formatHex(md5(bytes));
  }

  static byte[] md5(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
