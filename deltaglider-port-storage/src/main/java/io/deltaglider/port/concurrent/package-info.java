/**
 * What the core and adapters share to agree between threads. {@link
 * io.deltaglider.port.concurrent.Stripes} keeps many of them from finding out the same at once.
 */
@NullMarked
package io.deltaglider.port.concurrent;

import org.jspecify.annotations.NullMarked;
