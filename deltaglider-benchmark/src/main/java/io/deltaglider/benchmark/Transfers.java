package io.deltaglider.benchmark;

import io.deltaglider.benchmark.corpus.CorpusPair;
import io.deltaglider.sdk.DeltaGlider;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Puts and gets a real jar, again and again, through the drop-in client and through the plain one,
 * in turns, on an S3 server in this process, and prints how long each takes.
 */
public final class Transfers {
  private static final String BUCKET = "releases";
  private static final int WARM_UP = 10;
  private static final int RUNS = 20;

  private final PrintStream output;
  private final List<Path> jars;

  private Transfers(List<Path> jars, PrintStream output) {
    this.jars = jars;
    this.output = output;
  }

  /**
   * Prints the figures.
   *
   * @param arguments the directory of the corpora
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: Transfers DIRECTORY-OF-CORPORA");
      System.exit(2);
    }
    Path corpora = Path.of(arguments[0]);
    Path older = CorpusPair.SPARK_JAR.source(corpora);
    new Transfers(List.of(older, CorpusPair.SPARK_JAR.target(corpora)), System.out).run();
  }

  private void run() throws IOException {
    Path directory = Files.createTempDirectory("transfers");
    try (S3TestServer server = S3TestServer.start();
        S3Client plain = plain(server.endpoint());
        S3Client ours = ours(server.endpoint(), directory)) {
      plain.createBucket(request -> request.bucket(BUCKET));
      ours.putObject(request -> request.bucket(BUCKET).key("v0/spark.jar"), jars.get(0));
      List<Double> puts = new ArrayList<>();
      List<Double> gets = new ArrayList<>();
      List<Double> beyond = new ArrayList<>();
      for (int run = 0; run < WARM_UP + RUNS; run++) {
        String name = "v1." + run + "/spark.jar";
        double put = milliseconds(() -> put(ours, name));
        put(plain, "plain/" + name);
        double get = milliseconds(() -> get(ours, name));
        double transfer = milliseconds(() -> get(plain, "plain/" + name));
        if (run >= WARM_UP) {
          puts.add(put);
          gets.add(get);
          beyond.add(get - transfer);
        }
      }
      print("puts per second", 1000 / median(puts));
      print("put ms", median(puts));
      print("get ms", median(gets));
      print("get ms beyond the plain client's", median(beyond));
    }
  }

  private static S3Client plain(URI endpoint) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(credentials())
        .build();
  }

  private static S3Client ours(URI endpoint, Path directory) {
    return DeltaGlider.s3Client()
        .environment(Map.of())
        .endpoint(endpoint)
        .region("us-east-1")
        .pathStyle(true)
        .credentialsProvider(credentials())
        .cacheDirectory(directory.resolve("cache"))
        .scratchDirectory(directory.resolve("scratch"))
        .build();
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(S3TestServer.ACCESS_KEY, S3TestServer.SECRET_KEY));
  }

  private void put(S3Client client, String name) {
    client.putObject(request -> request.bucket(BUCKET).key(name), jars.get(1));
  }

  private void get(S3Client client, String name) throws IOException {
    ResponseBytes<?> bytes =
        client.getObject(
            request -> request.bucket(BUCKET).key(name), ResponseTransformer.toBytes());
    if (bytes.asByteArrayUnsafe().length != Files.size(jars.get(1))) {
      throw new IOException(name + " has another size");
    }
  }

  private interface Transfer {
    void run() throws IOException;
  }

  private static double milliseconds(Transfer transfer) throws IOException {
    long start = System.nanoTime();
    transfer.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return Arrays.stream(sorted, (sorted.length - 1) / 2, sorted.length / 2 + 1)
        .average()
        .orElse(0);
  }

  private void print(String what, double value) {
    output.printf(Locale.ROOT, "%s: %.1f%n", what, value);
  }
}
