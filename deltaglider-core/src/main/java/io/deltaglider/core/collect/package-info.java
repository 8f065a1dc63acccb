/**
 * Garbage collection of references: docs/COLLECTION.md. Start with {@link
 * io.deltaglider.core.collect.CollectOperation}.
 */
@NullMarked
package io.deltaglider.core.collect;

import org.jspecify.annotations.NullMarked;
