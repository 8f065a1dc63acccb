package io.deltaglider.wiring;

import java.util.Locale;

/** From which severity on events are logged. */
public enum LogLevel {
  /** Everything. */
  TRACE,
  /** What helps to find defects. */
  DEBUG,
  /** What happens in the normal course. */
  INFO,
  /** What deserves attention although work goes on. */
  WARN,
  /** What failed. */
  ERROR,
  /** Nothing. */
  OFF;

  /** Returns the level's name in settings. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
