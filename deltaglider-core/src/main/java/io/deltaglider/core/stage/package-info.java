/**
 * Restored contents for readers that do not know deltas. Start with {@link
 * io.deltaglider.core.stage.StageOperation}.
 */
@NullMarked
package io.deltaglider.core.stage;

import org.jspecify.annotations.NullMarked;
