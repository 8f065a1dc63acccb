/**
 * Storage in Google Cloud Storage, over its HTTP interfaces. Start with {@link
 * io.deltaglider.adapter.gcs.GcsStorage}; docs/GCS.md says what maps to what.
 */
@NullMarked
package io.deltaglider.adapter.gcs;

import org.jspecify.annotations.NullMarked;
