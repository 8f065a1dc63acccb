/**
 * Where things are in a bucket: the one place that knows the reserved prefix. Start with {@link
 * io.deltaglider.core.layout.BucketLayout}.
 */
@NullMarked
package io.deltaglider.core.layout;

import org.jspecify.annotations.NullMarked;
