/**
 * The AWS SDK's {@code S3Client} over DeltaGlider. Start with {@link
 * io.deltaglider.sdk.s3.DeltaGliderS3Client}.
 *
 * <p>Each call or family of calls is one small class: a translation to {@link
 * io.deltaglider.core.DeltaGlider} and back. What is served, passed on and refused is in {@code
 * Operations}; which fields of a served request are honoured is in {@code ServedFields}.
 */
@NullMarked
package io.deltaglider.sdk.s3;

import org.jspecify.annotations.NullMarked;
