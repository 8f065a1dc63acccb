/**
 * Measurements of the delta engine: the JMH benchmarks here measure it alone, {@code compare} sets
 * it beside other tools on what {@code corpus} names, and {@link
 * io.deltaglider.benchmark.Transfers} measures puts and gets.
 */
@NullMarked
package io.deltaglider.benchmark;

import org.jspecify.annotations.NullMarked;
