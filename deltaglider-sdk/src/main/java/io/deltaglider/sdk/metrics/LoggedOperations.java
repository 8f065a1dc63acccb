package io.deltaglider.sdk.metrics;

import io.deltaglider.core.get.GetListener;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutListener;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.wiring.LogLevel;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs every put and get: at {@code DEBUG}, and at {@code INFO} what may be a delta and was stored
 * whole. Thread-safe.
 */
public final class LoggedOperations implements PutListener, GetListener {
  private static final Logger log = LoggerFactory.getLogger("io.deltaglider.sdk.operations");

  private final LogLevel least;

  /**
   * Creates an instance.
   *
   * @param least what is less severe is not logged, whatever the logging backend would let through
   */
  public LoggedOperations(LogLevel least) {
    this.least = least;
  }

  private boolean isLogged(Level level) {
    return least.compareTo(LogLevel.valueOf(level.name())) <= 0 && log.isEnabledForLevel(level);
  }

  @Override
  public void stored(PutOutcome outcome, Duration took) {
    Level level = outcome.reason().isPresent() ? Level.INFO : Level.DEBUG;
    if (isLogged(level)) {
      log.atLevel(level)
          .log(
              "put {}: {} of {} bytes as {} in {} ms{}",
              outcome.address(),
              outcome.storedSize(),
              outcome.size(),
              outcome.form().name().toLowerCase(Locale.ROOT),
              took.toMillis(),
              outcome.reason().map(reason -> "; " + reason).orElse(""));
    }
  }

  @Override
  public void closed(ObjectInfo info, long bytes, Duration took) {
    if (isLogged(Level.DEBUG)) {
      log.debug("get {}: {} bytes in {} ms", info.address(), bytes, took.toMillis());
    }
  }
}
