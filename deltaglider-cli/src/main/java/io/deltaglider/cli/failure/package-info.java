/**
 * Turning failures into one line and an exit code. Start with {@link
 * io.deltaglider.cli.failure.Failures}.
 */
@NullMarked
package io.deltaglider.cli.failure;

import org.jspecify.annotations.NullMarked;
