/**
 * Listing objects as the user sees them. Start with {@link io.deltaglider.core.list.ListOperation}.
 */
@NullMarked
package io.deltaglider.core.list;

import org.jspecify.annotations.NullMarked;
