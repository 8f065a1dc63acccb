/**
 * The values the domain speaks in: hashes, sketches and scopes. All are immutable and validated
 * when made. Start with {@link io.deltaglider.core.model.Sha256}.
 */
@NullMarked
package io.deltaglider.core.model;

import org.jspecify.annotations.NullMarked;
