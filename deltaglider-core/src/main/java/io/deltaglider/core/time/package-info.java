/** Wall and monotonic time together. Start with {@link io.deltaglider.core.time.TimeSource}. */
@NullMarked
package io.deltaglider.core.time;

import org.jspecify.annotations.NullMarked;
