/**
 * What a collection of files would cost in compressed storage, found out by storing a sample of it
 * in a place that is thrown away. Start with {@link io.deltaglider.cli.estimate.Estimator}.
 */
@NullMarked
package io.deltaglider.cli.estimate;

import org.jspecify.annotations.NullMarked;
