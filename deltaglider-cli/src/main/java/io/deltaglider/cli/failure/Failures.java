package io.deltaglider.cli.failure;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.core.format.DamagedFormatException;
import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.layout.ReservedKeyException;
import io.deltaglider.core.reference.ReferenceUnavailableException;
import io.deltaglider.core.spool.ContentLengthException;
import io.deltaglider.core.vcdiff.MalformedDeltaException;
import io.deltaglider.port.scratch.ScratchExhaustedException;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.wiring.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** The one place that decides what a failure is called and which exit code it has. */
public final class Failures {
  /** What is done when content is stored. */
  public static final String UPLOAD = "upload";

  // Where Jackson stopped, which may be on a line of its own, and why it shows no document.
  private static final Pattern JSON_LOCATION =
      Pattern.compile("\\s*at \\[Source: .*?; line: (\\d+), column: (\\d+)]", Pattern.DOTALL);

  private Failures() {}

  /**
   * Does something and translates its failure.
   *
   * @param what what is done, for the message
   * @param object to what
   * @throws CliException if it fails
   */
  public static <T> T attempt(String what, String object, Callable<T> action) {
    try {
      return action.call();
    } catch (Exception e) { // what Callable declares; all are translated
      throw translate(what, object, e);
    }
  }

  /** Returns a failure in the words of the command line. */
  public static CliException translate(String what, String object, Exception e) {
    if (e instanceof CliException translated) {
      return translated;
    }
    if (e instanceof StorageException storage) {
      return storage(what, object, storage);
    }
    if (e instanceof UncheckedIOException unchecked) {
      return translate(what, object, Objects.requireNonNull(unchecked.getCause()));
    }
    if (e instanceof IOException io) {
      return io(what, object, io);
    }
    return domain(what, object, e);
  }

  private static CliException domain(String what, String object, Exception e) {
    if (e instanceof IntegrityException damage) {
      return damaged(what, object, without(damage.address() + ": ", damage), e);
    }
    if (e instanceof ReferenceUnavailableException lost) {
      return damaged(what, object, without(lost.address() + ": ", lost), e);
    }
    if (e instanceof DamagedFormatException || e instanceof MalformedDeltaException) {
      return damaged(what, object, text(e), e);
    }
    if (e instanceof ContentLengthException) {
      return new CliException(
          ExitCode.LOCAL, what, object, "changed while it was read", "try again", e);
    }
    if (e instanceof ReservedKeyException reserved) {
      return new CliException(
          ExitCode.USAGE, what, object, without(reserved.address() + ": ", reserved), "", e);
    }
    if (e instanceof ConfigurationException setting) {
      return new CliException(
          ExitCode.USAGE, "configuration", setting.setting(), setting.reason(), "", e);
    }
    return new CliException(
        ExitCode.INTERNAL,
        what,
        object,
        "internal error: " + e,
        "please report it with the output of --debug",
        e);
  }

  private static CliException damaged(String what, String object, String reason, Exception e) {
    return new CliException(ExitCode.DAMAGED, what, object, reason, "", e);
  }

  private static CliException io(String what, String object, IOException e) {
    if (e.getCause() instanceof StorageException storage) {
      return storage(what, object, storage);
    }
    String hint = "";
    ExitCode exitCode = ExitCode.LOCAL;
    String reason;
    if (e instanceof NoSuchFileException) {
      exitCode = ExitCode.NOT_FOUND;
      reason = "no such file or directory";
    } else if (e instanceof AccessDeniedException) {
      reason = "permission denied";
    } else if (e instanceof FileSystemLoopException) {
      reason = "its symbolic links form a loop";
    } else if (e instanceof FileSystemException file && file.getReason() != null) {
      reason = String.valueOf(file.getReason());
    } else {
      reason = text(e);
    }
    if (e instanceof ScratchExhaustedException) {
      hint = "raise DG_SCRATCH_SIZE_MB";
    }
    return new CliException(exitCode, what, object, reason, hint, e);
  }

  private static CliException storage(String what, String object, StorageException e) {
    return new CliException(exitCode(e.kind()), what, object, reason(e), hint(what, object, e), e);
  }

  private static ExitCode exitCode(StorageException.Kind kind) {
    return switch (kind) {
      case NO_SUCH_BUCKET, NO_SUCH_KEY -> ExitCode.NOT_FOUND;
      case BUCKET_ALREADY_EXISTS,
          BUCKET_NOT_EMPTY,
          PRECONDITION_FAILED,
          INVALID_RANGE,
          NOT_SUPPORTED,
          REJECTED ->
          ExitCode.REFUSED;
      case DAMAGED -> ExitCode.DAMAGED;
      case ACCESS_DENIED, NO_SPACE, THROTTLED, UNAVAILABLE -> ExitCode.STORE;
    };
  }

  private static String reason(StorageException e) {
    return switch (e.kind()) {
      case NO_SUCH_BUCKET -> "no such bucket";
      case NO_SUCH_KEY -> "no such object";
      case BUCKET_ALREADY_EXISTS -> "the bucket exists already";
      case BUCKET_NOT_EMPTY -> "the bucket is not empty";
      case PRECONDITION_FAILED,
          INVALID_RANGE,
          NOT_SUPPORTED,
          REJECTED,
          DAMAGED,
          ACCESS_DENIED,
          NO_SPACE,
          THROTTLED,
          UNAVAILABLE ->
          text(e);
    };
  }

  private static String hint(String what, String object, StorageException e) {
    return switch (e.kind()) {
      case NO_SUCH_BUCKET ->
          what.equals(UPLOAD) ? "create it with: deltaglider mb " + bucketOf(object) : "";
      case BUCKET_NOT_EMPTY -> "delete its objects, or use --force";
      case THROTTLED, UNAVAILABLE -> "try again later";
      case ACCESS_DENIED -> "check the permissions of the store";
      case NO_SPACE -> "make room in the store";
      case NO_SUCH_KEY,
          BUCKET_ALREADY_EXISTS,
          PRECONDITION_FAILED,
          INVALID_RANGE,
          NOT_SUPPORTED,
          REJECTED,
          DAMAGED ->
          "";
    };
  }

  /** Returns the bucket's URI in the URI of an object, or in "FILE to URI". */
  private static String bucketOf(String object) {
    int scheme = object.lastIndexOf("://");
    if (scheme < 0) {
      return "s3://BUCKET";
    }
    int start = object.lastIndexOf(' ', scheme) + 1;
    int slash = object.indexOf('/', scheme + "://".length());
    return slash < 0 ? object.substring(start) : object.substring(start, slash);
  }

  private static String without(String prefix, Exception e) {
    String text = text(e);
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  /** Returns what an exception says, as part of one line. */
  public static String text(Exception e) {
    String message = e.getMessage();
    return message == null
        ? e.getClass().getSimpleName()
        : JSON_LOCATION.matcher(message).replaceAll(" at line $1, column $2");
  }
}
