package io.deltaglider.testserver.gcs;

/** An answer that is an error. */
final class ApiException extends RuntimeException {
  private final int status;
  private final String reason;
  private final String xmlCode;

  private ApiException(int status, String reason, String xmlCode, String message) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.xmlCode = xmlCode;
  }

  static ApiException noSuchBucket() {
    return new ApiException(
        404, "notFound", "NoSuchBucket", "The specified bucket does not exist.");
  }

  static ApiException noSuchObject(String bucket, String name) {
    return new ApiException(404, "notFound", "NoSuchKey", "No such object: " + bucket + "/" + name);
  }

  static ApiException notFound(String message) {
    return new ApiException(404, "notFound", "NoSuchKey", message);
  }

  static ApiException conflict(String message) {
    return new ApiException(409, "conflict", "BucketAlreadyExists", message);
  }

  static ApiException precondition() {
    return new ApiException(
        412,
        "conditionNotMet",
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold.");
  }

  static ApiException notModified() {
    return new ApiException(304, "notModified", "NotModified", "Not Modified");
  }

  static ApiException invalid(String message) {
    return new ApiException(400, "invalid", "InvalidArgument", message);
  }

  static ApiException range(String range) {
    return new ApiException(
        416,
        "requestedRangeNotSatisfiable",
        "InvalidRange",
        "The requested range cannot be satisfied: " + range);
  }

  static ApiException of(int status, String message) {
    return new ApiException(status, "injected", "Injected", message);
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  String xmlCode() {
    return xmlCode;
  }
}
