package io.deltaglider.cli.estimate;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.WriteCondition;
import io.deltaglider.wiring.DeltaGliderConfig;
import io.deltaglider.wiring.DeltaGliderSession;
import io.deltaglider.wiring.EnvironmentSettings;
import io.deltaglider.wiring.StoreUrl;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A bucket in a temporary directory, which goes when this is closed. Not thread-safe. */
final class ThrowAwayStore implements Closeable {
  private static final String BUCKET = "sample";
  private static final String PREFIX = "deltaglider-estimate-";

  private final CliEnvironment environment;
  private final Path directory;
  private final DeltaGliderSession session;

  private ThrowAwayStore(CliEnvironment environment, Path directory, DeltaGliderSession session) {
    this.environment = environment;
    this.directory = directory;
    this.session = session;
  }

  static ThrowAwayStore create(
      CliEnvironment environment, DeltaPolicy policy, UnaryOperator<PutOptions> options)
      throws IOException {
    EnvironmentSettings settings = EnvironmentSettings.read(environment.variables());
    Path directory = environment.partialFiles().create(() -> temporary(settings));
    try {
      StoreUrl store = new StoreUrl(StoreUrl.Scheme.FILE, directory.resolve("store").toString());
      DeltaGliderConfig config =
          DeltaGliderConfig.of(store, settings)
              .withDirectories(directory.resolve("cache"), directory.resolve("scratch"));
      DeltaGliderSession session =
          environment
              .sessions()
              .open(config.withPut(options.apply(config.put())), environment.clock());
      DeltaGlider glider = session.deltaGlider();
      glider.createBucket(BUCKET);
      glider.setPolicy(BUCKET, policy);
      return new ThrowAwayStore(environment, directory, session);
    } catch (IOException | RuntimeException e) {
      environment.partialFiles().delete(directory);
      throw e;
    }
  }

  private static Path temporary(EnvironmentSettings settings) throws IOException {
    if (settings.scratchDirectory().isEmpty()) {
      return Files.createTempDirectory(PREFIX);
    }
    Path parent = Files.createDirectories(settings.scratchDirectory().get());
    return Files.createTempDirectory(parent, PREFIX);
  }

  /**
   * Stores a file, with what it needs of references, and forgets all but these.
   *
   * @return how many bytes that took
   */
  long cost(String key, InputStream content) throws IOException {
    ObjectAddress address = new ObjectAddress(BUCKET, key);
    DeltaGlider glider = session.deltaGlider();
    PutOutcome outcome = glider.put(PutRequest.of(address), content);
    glider.delete(address, WriteCondition.always());
    return outcome.storedSize();
  }

  @Override
  public void close() throws IOException {
    try {
      session.close();
    } finally {
      environment.partialFiles().delete(directory);
    }
  }
}
