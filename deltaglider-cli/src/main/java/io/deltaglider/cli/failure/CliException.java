package io.deltaglider.cli.failure;

import io.deltaglider.cli.ExitCode;
import java.util.Objects;
import java.util.Optional;

/** A failure in the words of the command line. */
public final class CliException extends RuntimeException {
  private final ExitCode exitCode;
  private final String what;
  private final String object;
  private final String reason;
  private final String hint;

  /**
   * Creates an exception.
   *
   * @param exitCode how the command ends, if nothing else failed
   * @param what what was done, such as {@code upload}
   * @param object to which object, file or option
   * @param reason why that failed
   * @param hint what to do about it; empty if there is nothing to say
   * @param cause the failure underneath
   */
  public CliException(
      ExitCode exitCode, String what, String object, String reason, String hint, Throwable cause) {
    super(what + ": " + object + ": " + reason, cause);
    this.exitCode = Objects.requireNonNull(exitCode, "exitCode");
    this.what = what;
    this.object = object;
    this.reason = reason;
    this.hint = Objects.requireNonNull(hint, "hint");
  }

  /** Creates an exception without a failure underneath. */
  public CliException(ExitCode exitCode, String what, String object, String reason, String hint) {
    super(what + ": " + object + ": " + reason);
    this.exitCode = Objects.requireNonNull(exitCode, "exitCode");
    this.what = what;
    this.object = object;
    this.reason = reason;
    this.hint = Objects.requireNonNull(hint, "hint");
  }

  /** Returns an exception that says how a command line is wrong. */
  public static CliException usage(String what, String object, String reason, String hint) {
    return new CliException(ExitCode.USAGE, what, object, reason, hint);
  }

  /** Returns how the command ends, if nothing else failed. */
  public ExitCode exitCode() {
    return exitCode;
  }

  /** Returns the object, file or option that the failure is about. */
  public String object() {
    return object;
  }

  /** Returns why it failed. */
  public String reason() {
    return reason;
  }

  /** Returns what to do about it. */
  public Optional<String> hint() {
    return Optional.of(hint).filter(text -> !text.isEmpty());
  }

  /** Returns the one line that is shown; control characters are made visible. */
  public String line() {
    String text = "deltaglider: " + what + ": " + object + ": " + reason;
    return printable(hint.isEmpty() ? text : text + "; " + hint);
  }

  private static String printable(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }
}
