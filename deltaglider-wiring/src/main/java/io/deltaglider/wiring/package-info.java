/**
 * Turns a store URL and the environment into a running {@link io.deltaglider.core.DeltaGlider}.
 * Start with {@link io.deltaglider.wiring.DeltaGliderSession}; {@link
 * io.deltaglider.wiring.EnvironmentSettings} is the one place that reads {@code DG_*} variables.
 */
@NullMarked
package io.deltaglider.wiring;

import org.jspecify.annotations.NullMarked;
