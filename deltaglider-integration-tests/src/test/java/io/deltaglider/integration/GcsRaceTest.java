package io.deltaglider.integration;

import io.deltaglider.port.storage.StoragePort;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class GcsRaceTest extends StoreRaces {
  private static GcsServed served;

  @BeforeAll
  static void serve() throws IOException {
    served = new GcsServed();
  }

  @AfterAll
  static void stopServing() {
    served.close();
  }

  @Override
  StoragePort openEmptyStorage() {
    served.server().reset();
    return served.storage(served.server().uri());
  }
}
