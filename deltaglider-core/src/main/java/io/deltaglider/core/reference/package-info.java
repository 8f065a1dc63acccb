/**
 * References: looking them up, creating them, reading them verified. Start with {@link
 * io.deltaglider.core.reference.ReferenceStore}.
 */
@NullMarked
package io.deltaglider.core.reference;

import org.jspecify.annotations.NullMarked;
