/**
 * What a new object would be compared with. Start with {@link
 * io.deltaglider.core.similar.SimilarOperation}.
 */
@NullMarked
package io.deltaglider.core.similar;

import org.jspecify.annotations.NullMarked;
