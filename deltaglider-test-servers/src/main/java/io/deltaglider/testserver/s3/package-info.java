/**
 * An S3 server inside the process, for tests. Start with {@link
 * io.deltaglider.testserver.s3.S3TestServer}.
 */
@NullMarked
package io.deltaglider.testserver.s3;

import org.jspecify.annotations.NullMarked;
