/**
 * Reading objects and what is known about them. Start with {@link
 * io.deltaglider.core.get.GetOperation}.
 */
@NullMarked
package io.deltaglider.core.get;

import org.jspecify.annotations.NullMarked;
