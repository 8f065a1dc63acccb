/**
 * Opening the store that options and environment name. Start with {@link
 * io.deltaglider.cli.store.Stores}.
 */
@NullMarked
package io.deltaglider.cli.store;

import org.jspecify.annotations.NullMarked;
