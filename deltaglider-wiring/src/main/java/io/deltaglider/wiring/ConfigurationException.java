package io.deltaglider.wiring;

/** A setting cannot be used. It is never replaced by a default. */
public final class ConfigurationException extends RuntimeException {
  private final String setting;
  private final String reason;

  /**
   * Creates an exception.
   *
   * @param setting which setting: a variable's name, or {@code store}
   * @param reason what is wrong with its value
   */
  public ConfigurationException(String setting, String reason) {
    super(setting + ": " + reason);
    this.setting = setting;
    this.reason = reason;
  }

  /**
   * Creates an exception.
   *
   * @param setting which setting: a variable's name, or {@code store}
   * @param reason what is wrong with its value
   * @param cause what using it ended in
   */
  public ConfigurationException(String setting, String reason, Throwable cause) {
    super(setting + ": " + reason, cause);
    this.setting = setting;
    this.reason = reason;
  }

  /** Returns the setting's name. */
  public String setting() {
    return setting;
  }

  /** Returns what is wrong with its value. */
  public String reason() {
    return reason;
  }
}
