package io.deltaglider.integration;

import io.deltaglider.port.storage.StoragePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class S3RaceTest extends StoreRaces {
  private static S3Served served;

  @BeforeAll
  static void serve() {
    served = new S3Served();
  }

  @AfterAll
  static void stopServing() {
    served.close();
  }

  @Override
  StoragePort openEmptyStorage() {
    served.server().reset();
    return served.storage(served.server().endpoint());
  }
}
