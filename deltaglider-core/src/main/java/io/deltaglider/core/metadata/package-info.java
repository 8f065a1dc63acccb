/**
 * What a stored object says about itself, in its metadata and in its body. Start with {@link
 * io.deltaglider.core.metadata.MetadataCodec}.
 */
@NullMarked
package io.deltaglider.core.metadata;

import org.jspecify.annotations.NullMarked;
