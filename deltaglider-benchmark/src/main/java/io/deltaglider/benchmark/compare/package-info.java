/**
 * The delta engine beside other tools: {@link io.deltaglider.benchmark.compare.Compare} on the
 * corpora, and {@link io.deltaglider.benchmark.compare.Large} on objects of gigabytes.
 */
@NullMarked
package io.deltaglider.benchmark.compare;

import org.jspecify.annotations.NullMarked;
