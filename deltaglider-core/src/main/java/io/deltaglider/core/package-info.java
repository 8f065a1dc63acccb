/**
 * The pure domain: which objects become deltas of which references, and the proof that every stored
 * form can be undone. Start with {@link io.deltaglider.core.DeltaGlider}.
 */
@NullMarked
package io.deltaglider.core;

import org.jspecify.annotations.NullMarked;
