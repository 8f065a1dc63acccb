/**
 * Conditions about content, turned into conditions on stored forms. Start with {@link
 * io.deltaglider.core.condition.ContentConditions}.
 */
@NullMarked
package io.deltaglider.core.condition;

import org.jspecify.annotations.NullMarked;
