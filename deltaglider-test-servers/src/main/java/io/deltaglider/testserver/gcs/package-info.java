/**
 * A Google Cloud Storage server for tests, in the process and in memory. Start with {@link
 * io.deltaglider.testserver.gcs.GcsTestServer}.
 */
@NullMarked
package io.deltaglider.testserver.gcs;

import org.jspecify.annotations.NullMarked;
