/**
 * Benchmarks of the delta engine on real releases. {@link io.deltaglider.benchmark.Compare} sets it
 * beside the installed xdelta3; the JMH benchmarks measure its parts.
 */
@NullMarked
package io.deltaglider.benchmark;

import org.jspecify.annotations.NullMarked;
