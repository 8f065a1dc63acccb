/** Copying objects. Start with {@link io.deltaglider.core.copy.CopyOperation}. */
@NullMarked
package io.deltaglider.core.copy;

import org.jspecify.annotations.NullMarked;
