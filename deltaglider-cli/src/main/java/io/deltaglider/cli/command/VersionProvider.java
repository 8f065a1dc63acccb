package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Reads the version that the build wrote down. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() throws IOException {
    return new String[] {"deltaglider " + version()};
  }

  /** Returns the version alone. */
  static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream resource = ExitCode.class.getResourceAsStream("version.properties")) {
      properties.load(Objects.requireNonNull(resource, "version.properties"));
    }
    return Objects.requireNonNull(properties.getProperty("version"), "version");
  }
}
