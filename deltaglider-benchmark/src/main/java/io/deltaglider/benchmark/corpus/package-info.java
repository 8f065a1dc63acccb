/**
 * What is measured: {@link io.deltaglider.benchmark.corpus.CorpusPair} names the pairs of files,
 * and {@link io.deltaglider.benchmark.corpus.DerivedCorpora} makes those that are not fetched.
 */
@NullMarked
package io.deltaglider.benchmark.corpus;

import org.jspecify.annotations.NullMarked;
