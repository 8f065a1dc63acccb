package io.deltaglider.core.layout;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an entry of the staging area; docs/FORMAT.md, "Staging". Names sort by their expiry.
 *
 * @param expiry from when on nobody needs it, in whole milliseconds of the years 0 to 9999
 * @param random 32 lower-case hex digits
 */
public record StagingName(Instant expiry, String random) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern NAME = Pattern.compile("([0-9]{8}T[0-9]{9}Z)-([0-9a-f]{32})");

  /** Checks the digits and cuts the expiry to milliseconds. */
  public StagingName {
    expiry = expiry.truncatedTo(ChronoUnit.MILLIS);
    Objects.requireNonNull(random, "random");
    if (!RANDOM.matcher(random).matches()) {
      throw new IllegalArgumentException("not 32 lower-case hex digits: " + random);
    }
    if (!NAME.matcher(text(expiry, random)).matches()) {
      throw new IllegalArgumentException("not of the years 0 to 9999: " + expiry);
    }
  }

  /**
   * Reads a name that others wrote; empty unless it is exactly one that {@link #toString} makes.
   */
  public static Optional<StagingName> parse(String text) {
    var matcher = NAME.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      Instant expiry = Instant.from(TIME.parse(matcher.group(1)));
      return Optional.of(new StagingName(expiry, matcher.group(2)))
          .filter(name -> name.toString().equals(text));
    } catch (DateTimeParseException e) {
      return Optional.empty(); // such as a 13th month
    }
  }

  /** Returns whether nobody needs the entry any more at {@code now}. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expiry);
  }

  private static String text(Instant expiry, String random) {
    return TIME.format(expiry) + "-" + random;
  }

  /** Returns {@code <expiry>-<random>}. */
  @Override
  public String toString() {
    return text(expiry, random);
  }
}
