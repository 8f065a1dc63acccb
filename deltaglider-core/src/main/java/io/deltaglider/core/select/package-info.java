/**
 * Which references may serve an object, which of them does, and when a new one is worth its place:
 * the pure rules, without I/O. {@code docs/SELECTION.md} tells their reasons. Start with {@link
 * io.deltaglider.core.select.Scopes}, then {@link io.deltaglider.core.select.ReferenceRanking} and
 * {@link io.deltaglider.core.select.DriftRule}.
 */
@NullMarked
package io.deltaglider.core.select;

import org.jspecify.annotations.NullMarked;
