/** Clearing the staging area. Start with {@link io.deltaglider.core.purge.PurgeOperation}. */
@NullMarked
package io.deltaglider.core.purge;

import org.jspecify.annotations.NullMarked;
