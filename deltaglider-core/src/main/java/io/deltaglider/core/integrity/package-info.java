/**
 * Hashing what passes through and refusing what does not match. Start with {@link
 * io.deltaglider.core.integrity.ContentHasher}.
 */
@NullMarked
package io.deltaglider.core.integrity;

import org.jspecify.annotations.NullMarked;
