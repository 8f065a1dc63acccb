/**
 * Proving that objects can be read, and counting what they cost. Start with {@link
 * io.deltaglider.core.verify.VerifyOperation}.
 */
@NullMarked
package io.deltaglider.core.verify;

import org.jspecify.annotations.NullMarked;
