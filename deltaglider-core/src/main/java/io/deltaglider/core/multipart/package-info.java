/**
 * Uploads in parts, whose state lies in the bucket, so that any process can go on with them. Start
 * with {@link io.deltaglider.core.multipart.MultipartOperation}.
 */
@NullMarked
package io.deltaglider.core.multipart;

import org.jspecify.annotations.NullMarked;
