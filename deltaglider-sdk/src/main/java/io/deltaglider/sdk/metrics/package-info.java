/**
 * What DeltaGlider tells about its work. Start with {@link io.deltaglider.sdk.metrics.Metrics}; the
 * one class that knows Micrometer is {@link io.deltaglider.sdk.metrics.MicrometerMetrics}.
 */
@NullMarked
package io.deltaglider.sdk.metrics;

import org.jspecify.annotations.NullMarked;
