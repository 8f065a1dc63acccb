package io.deltaglider.core.time;

import java.time.Instant;

/**
 * A moment on both clocks.
 *
 * @param wall by the wall clock
 * @param nanos by the monotonic clock; has a meaning only beside another moment of the same process
 */
public record Moment(Instant wall, long nanos) {}
