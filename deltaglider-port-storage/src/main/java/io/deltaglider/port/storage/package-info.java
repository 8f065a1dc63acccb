/**
 * Object storage as the delta domain needs it. {@link io.deltaglider.port.storage.StoragePort} is
 * the port; the records beside it are the values it speaks in. Start with {@code StoragePort}.
 */
@NullMarked
package io.deltaglider.port.storage;

import org.jspecify.annotations.NullMarked;
