package io.deltaglider.cli.transfer;

import io.deltaglider.cli.transfer.Transfer.Direction;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When a file or object that is on both sides is transferred, by the rules of {@code aws s3 sync}.
 *
 * @param sizeOnly whether times do not matter
 * @param exactTimestamps whether a download needs another time, rather than a newer file
 */
public record SyncRules(boolean sizeOnly, boolean exactTimestamps) {
  /** Returns whether the source is transferred over the target. */
  boolean differs(Direction direction, Found source, Found target) {
    if (source.size() != target.size()) {
      return true;
    }
    if (sizeOnly) {
      return false;
    }
    Instant wanted = source.lastModified();
    Instant present = target.lastModified();
    return switch (direction) {
      case UPLOAD -> wanted.isAfter(present);
      case COPY -> compare(wanted, present) > 0;
      case DOWNLOAD -> exactTimestamps ? compare(wanted, present) != 0 : present.isAfter(wanted);
    };
  }

  /** Compares as precisely as both are known: some stores and file systems keep only seconds. */
  private static int compare(Instant one, Instant other) {
    boolean coarse = isWhole(one) || isWhole(other);
    ChronoUnit unit = coarse ? ChronoUnit.SECONDS : ChronoUnit.MILLIS;
    return one.truncatedTo(unit).compareTo(other.truncatedTo(unit));
  }

  private static boolean isWhole(Instant time) {
    return time.equals(time.truncatedTo(ChronoUnit.SECONDS));
  }
}
