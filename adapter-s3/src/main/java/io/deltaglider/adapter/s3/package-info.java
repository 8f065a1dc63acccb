/**
 * Storage on S3 and on what speaks its protocol. Start with {@link
 * io.deltaglider.adapter.s3.S3Storage}.
 */
@NullMarked
package io.deltaglider.adapter.s3;

import org.jspecify.annotations.NullMarked;
