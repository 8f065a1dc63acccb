/** Buckets. Start with {@link io.deltaglider.core.bucket.BucketOperation}. */
@NullMarked
package io.deltaglider.core.bucket;

import org.jspecify.annotations.NullMarked;
