/** What people and programs read. Start with {@link io.deltaglider.cli.output.Output}. */
@NullMarked
package io.deltaglider.cli.output;

import org.jspecify.annotations.NullMarked;
