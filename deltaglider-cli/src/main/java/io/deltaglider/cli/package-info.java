/**
 * The {@code deltaglider} command. {@link io.deltaglider.cli.Main} starts it; each command is one
 * class in {@code command}, what moves bytes is in {@code transfer}, what people and programs read
 * is made in {@code output}, and {@link io.deltaglider.cli.ExitCode} lists the exit codes.
 */
@NullMarked
package io.deltaglider.cli;

import org.jspecify.annotations.NullMarked;
