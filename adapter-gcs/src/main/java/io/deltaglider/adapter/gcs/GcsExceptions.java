package io.deltaglider.adapter.gcs;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Makes the exceptions of {@link GcsStorage}, in the form that the port prescribes. */
final class GcsExceptions {
  private static final int NOT_FOUND = 404;

  private GcsExceptions() {}

  /**
   * Translates what the client threw.
   *
   * @param missing what a 404 means
   * @param conflict what a 409 means
   * @param about the address or addresses, for the message
   */
  static StorageException translate(
      IOException e, String action, Object about, Kind missing, Kind conflict) {
    return failure(kind(e, missing, conflict), action, about, reason(e), e);
  }

  private static Kind kind(IOException e, Kind missing, Kind conflict) {
    if (e instanceof HttpResponseException response) {
      return kind(response.getStatusCode(), reasonCode(response), missing, conflict);
    }
    if (e instanceof Retryable credentials && !credentials.isRetryable()) {
      return Kind.ACCESS_DENIED;
    }
    return Kind.UNAVAILABLE;
  }

  /** Returns what a status means; {@code reasonCode} tells two kinds of 403 apart. */
  static Kind kind(int status, String reasonCode, Kind missing, Kind conflict) {
    return switch (status) {
      case 401 -> Kind.ACCESS_DENIED;
      case 403 -> reasonCode.contains("ateLimitExceeded") ? Kind.THROTTLED : Kind.ACCESS_DENIED;
      case NOT_FOUND, 410 -> missing;
      case 408 -> Kind.UNAVAILABLE;
      case 409 -> conflict;
      case 304, 412 -> Kind.PRECONDITION_FAILED;
      case 416 -> Kind.INVALID_RANGE;
      case 429 -> Kind.THROTTLED;
      default -> status >= 400 && status < 500 ? Kind.REJECTED : Kind.UNAVAILABLE;
    };
  }

  /** Whether an answer has the service's form, and is not that of something on the way. */
  static boolean isOfService(IOException e) {
    return e instanceof GoogleJsonResponseException json && json.getDetails() != null;
  }

  static boolean isNotFound(IOException e) {
    return hasStatus(e, NOT_FOUND);
  }

  static boolean hasStatus(IOException e, int status) {
    return e instanceof HttpResponseException response && response.getStatusCode() == status;
  }

  /**
   * Returns what a 404 says is missing, as far as its text tells; empty if somebody has to look.
   */
  static Optional<Kind> missing(IOException e) {
    if (e instanceof GoogleJsonResponseException json && json.getDetails() != null) {
      return missing(json.getDetails());
    }
    String text = e instanceof HttpResponseException http ? String.valueOf(http.getContent()) : "";
    if (text.contains("<Code>NoSuchKey</Code>")) {
      return Optional.of(Kind.NO_SUCH_KEY);
    }
    return text.contains("<Code>NoSuchBucket</Code>")
        ? Optional.of(Kind.NO_SUCH_BUCKET)
        : Optional.empty();
  }

  static Optional<Kind> missing(GoogleJsonError error) {
    String message = String.valueOf(error.getMessage());
    if (message.startsWith("No such object")) {
      return Optional.of(Kind.NO_SUCH_KEY);
    }
    return message.equals("The specified bucket does not exist.")
        ? Optional.of(Kind.NO_SUCH_BUCKET)
        : Optional.empty();
  }

  private static String reasonCode(HttpResponseException e) {
    if (e instanceof GoogleJsonResponseException json && json.getDetails() != null) {
      return reasonCode(json.getDetails());
    }
    return "";
  }

  static String reasonCode(GoogleJsonError error) {
    List<GoogleJsonError.ErrorInfo> errors = error.getErrors();
    return errors == null || errors.isEmpty() ? "" : String.valueOf(errors.get(0).getReason());
  }

  private static String reason(IOException e) {
    if (e instanceof GoogleJsonResponseException json && json.getDetails() != null) {
      return json.getStatusCode() + " " + json.getDetails().getMessage();
    }
    if (e instanceof HttpResponseException http) {
      return http.getStatusCode() + " " + http.getStatusMessage();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  static StorageException failure(Kind kind, String action, Object about, String cause) {
    return new StorageException(kind, action + " " + about + ": " + cause);
  }

  static StorageException failure(
      Kind kind, String action, Object about, String cause, Throwable underlying) {
    return new StorageException(kind, action + " " + about + ": " + cause, underlying);
  }

  static StorageException notSupported(Capability missing, String action, Object about) {
    return failure(Kind.NOT_SUPPORTED, action, about, "this store has no " + missing);
  }

  static StorageException wrongEtag(String action, Object about, String wanted, String actual) {
    return failure(
        Kind.PRECONDITION_FAILED,
        action,
        about,
        "the ETag is " + actual + ", but " + wanted + " is wanted");
  }
}
