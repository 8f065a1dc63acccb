package io.deltaglider.wiring;

import com.google.inject.Module;
import io.deltaglider.adapter.gcs.GcsStorageConfig;
import io.deltaglider.adapter.gcs.GcsStorageModule;

/** Knows the classes of the adapter to Google Cloud Storage. */
final class GcsSessionModules {
  private GcsSessionModules() {}

  static Module of(GcsConnection connection) {
    GcsStorageConfig base = GcsStorageConfig.DEFAULT;
    return new GcsStorageModule(
        new GcsStorageConfig(
            connection.project(),
            connection.endpoint(),
            connection.credentialsFile(),
            base.uploadOptions(),
            base.connectTimeout(),
            base.readTimeout(),
            base.retryTimeout()));
  }
}
