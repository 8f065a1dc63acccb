/**
 * Keeps references near, so that a family's objects do not read the same reference from the store
 * again and again. Start with {@link io.deltaglider.port.cache.ReferenceCache}.
 */
@NullMarked
package io.deltaglider.port.cache;

import org.jspecify.annotations.NullMarked;
