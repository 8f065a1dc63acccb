package io.deltaglider.sdk.s3;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.port.storage.StoreHeaders;
import java.io.IOException;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * Serves calls: checks the request, chooses the glider, translates what goes wrong. Thread-safe.
 */
final class Calls {
  private final S3Backend backend;

  Calls(S3Backend backend) {
    this.backend = backend;
  }

  /** A call on the core. */
  @FunctionalInterface
  interface Call<T> {
    T on(DeltaGlider glider) throws IOException;
  }

  S3Backend backend() {
    return backend;
  }

  /**
   * Serves one call.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException whatever goes wrong
   */
  <T> T serve(S3Request request, Call<T> call) {
    try {
      ServedFields.check(request);
      Overrides.check(request);
      return call.on(glider(request));
    } catch (IOException e) {
      throw Failures.translate(e);
    } catch (RuntimeException e) {
      throw Failures.translate(e);
    }
  }

  /** Returns the glider that tells the store who asks and pays, where the request says so. */
  private DeltaGlider glider(S3Request request) {
    StoreHeaders caller = Fields.storeHeaders(request, FieldNames.CALLER);
    return caller.isEmpty() ? backend.glider() : view(caller);
  }

  private DeltaGlider view(StoreHeaders headers) {
    if (backend.store().isEmpty()) {
      throw S3Errors.notImplemented("Only S3 understands the headers " + headers);
    }
    return backend.viewWith().apply(headers);
  }
}
