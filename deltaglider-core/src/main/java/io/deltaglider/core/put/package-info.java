/** Storing objects. Start with {@link io.deltaglider.core.put.PutOperation}. */
@NullMarked
package io.deltaglider.core.put;

import org.jspecify.annotations.NullMarked;
