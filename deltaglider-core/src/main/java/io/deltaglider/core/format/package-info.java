/**
 * The bucket's format document with its delta policy. Start with {@link
 * io.deltaglider.core.format.BucketFormats}.
 */
@NullMarked
package io.deltaglider.core.format;

import org.jspecify.annotations.NullMarked;
