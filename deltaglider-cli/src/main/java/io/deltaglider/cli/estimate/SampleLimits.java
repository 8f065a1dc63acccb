package io.deltaglider.cli.estimate;

import java.time.Duration;
import java.util.Objects;

/**
 * When a sample is large enough.
 *
 * @param bytes how much is read at most
 * @param time after which no other file is begun
 */
public record SampleLimits(long bytes, Duration time) {
  /** 2 GiB or a minute. */
  public static final SampleLimits DEFAULT = new SampleLimits(2L << 30, Duration.ofSeconds(60));

  /** Checks the size. */
  public SampleLimits {
    Objects.requireNonNull(time, "time");
    if (bytes < 0) {
      throw new IllegalArgumentException("negative size of the sample: " + bytes);
    }
  }

  /** Returns a copy with another size. */
  public SampleLimits withBytes(long other) {
    return new SampleLimits(other, time);
  }
}
