package io.deltaglider.core.select;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of a scope's index: a reference that may serve the scope's objects. It is a zero-byte
 * object whose name carries everything, so that one listing tells all.
 *
 * @param reference the hash that names the reference
 * @param size of the reference, in bytes
 * @param sketch what the reference resembles
 * @param baseline how large deltas against this reference are expected to be, in units of {@link
 *     #UNIT}; 0 while none is known
 * @param debt by how much deltas have exceeded the baseline, all together, in the same units
 * @param created when the scope got the reference, in whole seconds by its writer's clock; a
 *     pointer that replaces another one keeps it
 */
public record ReferencePointer(
    Sha256 reference, long size, Sketch sketch, int baseline, int debt, Instant created) {
  /** What baseline and debt count: this part of a content's size. */
  public static final double UNIT = 1.0 / 64;

  /** The highest baseline or debt. */
  public static final int MAX_UNITS = 999;

  /** The longest name. */
  public static final int MAX_NAME_BYTES = 168;

  /** The largest size, in bytes: what 18 digits hold. */
  private static final long MAX_SIZE = 999_999_999_999_999_999L;

  /** The latest time, in seconds since 1970: what 11 digits hold. */
  private static final long MAX_SECOND = 99_999_999_999L;

  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-f]{64})\\.(0|[1-9][0-9]{0,17})\\.([0-9a-f]{64})"
              + "\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,10})");

  /** Checks the ranges. */
  public ReferencePointer {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(sketch, "sketch");
    created = created.truncatedTo(ChronoUnit.SECONDS);
    if (size < 0 || size > MAX_SIZE) {
      throw new IllegalArgumentException("size out of range: " + size);
    }
    if (created.getEpochSecond() < 0 || created.getEpochSecond() > MAX_SECOND) {
      throw new IllegalArgumentException("time of creation out of range: " + created);
    }
    checkUnits("baseline", baseline);
    checkUnits("debt", debt);
  }

  /** Returns the pointer of a reference that no delta was made against yet. */
  public static ReferencePointer fresh(
      Sha256 reference, long size, Sketch sketch, Instant created) {
    return new ReferencePointer(reference, size, sketch, 0, 0, created);
  }

  /**
   * Reads a pointer's name, the last segment of its key.
   *
   * @return empty for names of another form, such as a later version's, which are to be ignored
   */
  public static Optional<ReferencePointer> parse(String name) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Sha256 reference = new Sha256(matcher.group(1));
    long size = Long.parseLong(matcher.group(2));
    int baseline = Integer.parseInt(matcher.group(4));
    int debt = Integer.parseInt(matcher.group(5));
    Instant created = Instant.ofEpochSecond(Long.parseLong(matcher.group(6)));
    return Sketch.parse(matcher.group(3))
        .map(sketch -> new ReferencePointer(reference, size, sketch, baseline, debt, created));
  }

  /**
   * Returns the name, at most {@value #MAX_NAME_BYTES} bytes of ASCII: {@code
   * <sha256>.<size>.<sketch>.<baseline>.<debt>.<created>}, the last in seconds since 1970.
   */
  public String name() {
    return String.join(
        ".",
        reference.hex(),
        Long.toString(size),
        sketch.encode(),
        Integer.toString(baseline),
        Integer.toString(debt),
        Long.toString(created.getEpochSecond()));
  }

  /** Returns the pointer to put in this one's place. */
  ReferencePointer with(int newBaseline, int newDebt) {
    return new ReferencePointer(reference, size, sketch, newBaseline, newDebt, created);
  }

  private static void checkUnits(String what, int units) {
    if (units < 0 || units > MAX_UNITS) {
      throw new IllegalArgumentException(what + " out of range: " + units);
    }
  }
}
