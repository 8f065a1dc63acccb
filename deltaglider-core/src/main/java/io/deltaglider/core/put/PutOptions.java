package io.deltaglider.core.put;

import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.vcdiff.EncoderOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a client stores objects.
 *
 * @param maxRatio a delta larger than this part of its content is not worth its reads; above 0, at
 *     most 1
 * @param encoder effort and memory of the delta encoder; its application header is replaced
 * @param maxEncodeTime encoding that takes longer is given up
 * @param policy the client's own policy, which can only narrow the bucket's
 * @param listener told of every put
 */
public record PutOptions(
    double maxRatio,
    EncoderOptions encoder,
    Duration maxEncodeTime,
    Optional<DeltaPolicy> policy,
    PutListener listener) {
  /** A ratio of 0.75, the default effort, ten minutes, the bucket's policy, and no listener. */
  public static final PutOptions DEFAULT =
      new PutOptions(
          0.75, EncoderOptions.DEFAULT, Duration.ofMinutes(10), Optional.empty(), PutListener.NONE);

  /** Checks the ratio. */
  public PutOptions {
    Objects.requireNonNull(encoder, "encoder");
    Objects.requireNonNull(maxEncodeTime, "maxEncodeTime");
    Objects.requireNonNull(policy, "policy");
    Objects.requireNonNull(listener, "listener");
    if (!(maxRatio > 0 && maxRatio <= 1)) {
      throw new IllegalArgumentException("max ratio " + maxRatio + " is not above 0 and at most 1");
    }
  }

  /** Returns a copy with another ratio. */
  public PutOptions withMaxRatio(double ratio) {
    return new PutOptions(ratio, encoder, maxEncodeTime, policy, listener);
  }

  /** Returns a copy with other encoder options. */
  public PutOptions withEncoder(EncoderOptions options) {
    return new PutOptions(maxRatio, options, maxEncodeTime, policy, listener);
  }

  /** Returns a copy with another limit on the time of encoding. */
  public PutOptions withMaxEncodeTime(Duration time) {
    return new PutOptions(maxRatio, encoder, time, policy, listener);
  }

  /** Returns a copy with a policy that narrows the bucket's. */
  public PutOptions withPolicy(DeltaPolicy narrower) {
    return new PutOptions(maxRatio, encoder, maxEncodeTime, Optional.of(narrower), listener);
  }

  /** Returns a copy that tells {@code other} of every put. */
  public PutOptions withListener(PutListener other) {
    return new PutOptions(maxRatio, encoder, maxEncodeTime, policy, other);
  }
}
