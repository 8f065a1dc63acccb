/**
 * Content on its way into the store, in scratch and hashed. Start with {@link
 * io.deltaglider.core.spool.Spooler}.
 */
@NullMarked
package io.deltaglider.core.spool;

import org.jspecify.annotations.NullMarked;
