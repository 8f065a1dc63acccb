/**
 * DeltaGlider for programs: an {@code S3Client} that stores versions as deltas, and a client
 * without AWS types. Start with {@link io.deltaglider.sdk.DeltaGlider}.
 */
@NullMarked
package io.deltaglider.sdk;

import org.jspecify.annotations.NullMarked;
