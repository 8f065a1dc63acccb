package io.deltaglider.adapter.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.checksums.ChecksumSpecs;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * For requests that S3 takes only with a checksum: the old one, which every store knows, instead of
 * the SDK's own. The SDK's plugin of that purpose sends both, and some stores refuse the other.
 */
final class Md5Checksum implements SdkPlugin, ExecutionInterceptor {
  static final Md5Checksum INSTANCE = new Md5Checksum();

  private Md5Checksum() {}

  @Override
  public void configureClient(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(
        client.overrideConfiguration().toBuilder().addExecutionInterceptor(this).build());
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    // What the SDK has resolved to add; it would be CRC32 beside the MD5.
    attributes.putAttribute(
        SdkExecutionAttribute.RESOLVED_CHECKSUM_SPECS,
        ChecksumSpecs.builder().isRequestChecksumRequired(false).build());
    SdkHttpRequest request = context.httpRequest();
    return context
        .requestBody()
        .map(body -> request.copy(copy -> copy.putHeader("Content-MD5", md5(body))))
        .orElse(request);
  }

  private static String md5(RequestBody body) {
    try (InputStream bytes = body.contentStreamProvider().newStream()) {
      return Md5Utils.md5AsBase64(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
