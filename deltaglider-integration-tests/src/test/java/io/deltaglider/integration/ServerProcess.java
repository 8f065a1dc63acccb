package io.deltaglider.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.testserver.s3.S3TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Processes of this class path: an S3 server, or whatever else has a main class here. */
final class ServerProcess implements AutoCloseable {
  private static final long STOP_SECONDS = 10;

  private final Process process;
  private final URI endpoint;

  private ServerProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts an S3 server with a heap of its own. */
  static ServerProcess start(String... options) throws IOException {
    Process process = java(ServerProcess.class, List.of(options), List.of()).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String first = output.readLine();
    if (first == null) {
      throw new IOException("the server ended before it said where it listens");
    }
    return new ServerProcess(process, URI.create(first));
  }

  /** Returns what starts a main class of this class path in this kind of Java. */
  static ProcessBuilder java(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  URI endpoint() {
    return endpoint;
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
