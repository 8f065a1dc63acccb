/**
 * Where content is: in a store, in a file, in a stream. Start with {@link
 * io.deltaglider.cli.location.Location}.
 */
@NullMarked
package io.deltaglider.cli.location;

import org.jspecify.annotations.NullMarked;
