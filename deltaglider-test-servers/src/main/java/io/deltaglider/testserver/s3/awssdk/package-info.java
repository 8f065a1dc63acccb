/**
 * The objects behind the S3 server. The package's name has a meaning: S3Proxy asks the name of a
 * store's class what the store can do, and {@code awssdk} is what decides conditions atomically by
 * itself.
 */
@NullMarked
package io.deltaglider.testserver.s3.awssdk;

import org.jspecify.annotations.NullMarked;
