/** Deleting objects. Start with {@link io.deltaglider.core.delete.DeleteOperation}. */
@NullMarked
package io.deltaglider.core.delete;

import org.jspecify.annotations.NullMarked;
