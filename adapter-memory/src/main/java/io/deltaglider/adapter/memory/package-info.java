/**
 * Storage, scratch and reference cache on the heap: for tests, for demonstrations and for programs
 * that need no lasting store. Start with {@link io.deltaglider.adapter.memory.MemoryStorage}.
 */
@NullMarked
package io.deltaglider.adapter.memory;

import org.jspecify.annotations.NullMarked;
