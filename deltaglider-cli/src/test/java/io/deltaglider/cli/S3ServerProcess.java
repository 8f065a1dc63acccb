package io.deltaglider.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.testserver.s3.S3TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An S3 server with a heap of its own. */
final class S3ServerProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 10;

  private static final String QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

  private final Process process;
  private final String endpoint;

  private S3ServerProcess(Process process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts a server without buckets. */
  static S3ServerProcess start(String heap) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(
                java, "-Xmx" + heap, QUIET, "-cp", classPath, S3ServerProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String first = output.readLine();
    if (first == null) {
      throw new IOException("the server ended before it said where it listens");
    }
    return new S3ServerProcess(process, first);
  }

  /** Makes a command use this server. */
  Cli variables(Cli cli) {
    return cli.variable("DG_STORE", "s3:")
        .variable("AWS_ENDPOINT_URL", endpoint)
        .variable("AWS_REGION", "us-east-1")
        .variable("AWS_ACCESS_KEY_ID", S3TestServer.ACCESS_KEY)
        .variable("AWS_SECRET_ACCESS_KEY", S3TestServer.SECRET_KEY);
  }

  /** Says where it listens and runs until its input ends. */
  public static void main(String[] arguments) throws IOException {
    try (S3TestServer server = S3TestServer.start()) {
      System.out.println(server.endpoint());
      while (System.in.read() >= 0) {
        // nobody says anything
      }
    }
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
