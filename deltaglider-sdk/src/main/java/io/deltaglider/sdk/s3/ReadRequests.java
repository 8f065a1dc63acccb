package io.deltaglider.sdk.s3;

import io.deltaglider.core.get.GetRequest;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.S3Request;

/** What to read, of requests that read an object. */
final class ReadRequests {
  private ReadRequests() {}

  /** Returns which object, which version of it and under which conditions; without a range. */
  static GetRequest of(S3Request request) {
    return new GetRequest(
        Addresses.of(request),
        Optional.empty(),
        Conditions.read(request, ""),
        Fields.text(request, "VersionId"),
        Fields.storeHeaders(request, FieldNames.CUSTOMER_KEY));
  }
}
