package io.deltaglider.wiring;

import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ObjectAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** A program that stores two versions where its argument says, and prints how. */
final class StoreProgram {
  private StoreProgram() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[1]);
    EnvironmentSettings settings =
        EnvironmentSettings.read(
            Map.of("DG_CACHE_DIR", directory.toString(), "DG_SCRATCH_DIR", directory.toString()));
    try (DeltaGliderSession session =
        DeltaGliderSession.open(
            DeltaGliderConfig.of(StoreUrl.parse(arguments[0]), settings), Clock.systemUTC())) {
      session.deltaGlider().createBucket("releases");
      for (int number = 0; number < 2; number++) {
        byte[] content = new byte[200_000];
        content[number] = 1;
        ObjectAddress address = new ObjectAddress("releases", "v1." + number + "/app.zip");
        PutOutcome outcome =
            session.deltaGlider().put(PutRequest.of(address), new ByteArrayInputStream(content));
        System.out.println("stored as " + outcome.form());
      }
    } catch (ConfigurationException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
