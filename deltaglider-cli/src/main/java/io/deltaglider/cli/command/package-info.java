/** One class for each command. Start with {@link io.deltaglider.cli.command.RootCommand}. */
@NullMarked
package io.deltaglider.cli.command;

import org.jspecify.annotations.NullMarked;
