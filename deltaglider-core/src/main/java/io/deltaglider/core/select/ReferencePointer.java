package io.deltaglider.core.select;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import java.time.Instant;
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
 * @param baseline how large deltas against this reference are to be expected, in units of {@link
 *     #UNIT}; 0 while none is known
 * @param debt by how much deltas have exceeded the baseline, all together, in the same units
 * @param lastModified when the pointer was written, by the store's clock
 */
public record ReferencePointer(
    Sha256 reference, long size, Sketch sketch, int baseline, int debt, Instant lastModified) {
  /** What baseline and debt count: this part of a content's size. */
  public static final double UNIT = 1.0 / 64;

  /** The highest baseline or debt. */
  public static final int MAX_UNITS = 999;

  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-f]{64})\\.(0|[1-9][0-9]{0,17})\\.([0-9a-f]{64})"
              + "\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})");

  /** Checks the ranges. */
  public ReferencePointer {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(sketch, "sketch");
    Objects.requireNonNull(lastModified, "lastModified");
    if (size < 0 || size > 999_999_999_999_999_999L) {
      throw new IllegalArgumentException("size out of range: " + size);
    }
    checkUnits("baseline", baseline);
    checkUnits("debt", debt);
  }

  /** Returns the pointer of a reference that no delta was made against yet. */
  public static ReferencePointer fresh(
      Sha256 reference, long size, Sketch sketch, Instant lastModified) {
    return new ReferencePointer(reference, size, sketch, 0, 0, lastModified);
  }

  /**
   * Reads a pointer's name, the last segment of its key.
   *
   * @return empty for names of another form, such as a later version's, which are to be ignored
   */
  public static Optional<ReferencePointer> parse(String name, Instant lastModified) {
    Matcher matcher = FORM.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Sha256 reference = new Sha256(matcher.group(1));
    long size = Long.parseLong(matcher.group(2));
    int baseline = Integer.parseInt(matcher.group(4));
    int debt = Integer.parseInt(matcher.group(5));
    return Sketch.parse(matcher.group(3))
        .map(sketch -> new ReferencePointer(reference, size, sketch, baseline, debt, lastModified));
  }

  /** Returns the name: {@code <sha256>.<size>.<sketch>.<baseline>.<debt>}, at most 157 bytes. */
  public String name() {
    return reference + "." + size + "." + sketch.encode() + "." + baseline + "." + debt;
  }

  private static void checkUnits(String what, int units) {
    if (units < 0 || units > MAX_UNITS) {
      throw new IllegalArgumentException(what + " out of range: " + units);
    }
  }
}
