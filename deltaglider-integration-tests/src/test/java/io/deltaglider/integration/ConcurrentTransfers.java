package io.deltaglider.integration;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A process that puts and gets many large objects at once through the drop-in client. */
final class ConcurrentTransfers {
  private static final String BUCKET = "releases";

  private ConcurrentTransfers() {}

  /**
   * Puts all objects at once, then gets all at once and compares them.
   *
   * @param arguments the endpoint, a directory for cache and scratch, the number of objects and the
   *     bytes of each
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[1]);
    int objects = Integer.parseInt(arguments[2]);
    long size = Long.parseLong(arguments[3]);
    try (S3Client client = DropInClients.of(URI.create(arguments[0]), directory).build()) {
      client.createBucket(request -> request.bucket(BUCKET));
      // Writers that race for the first version of a family each store it whole.
      put(client, 0, size);
      inThreads(objects, number -> put(client, number, size));
      inThreads(objects, number -> compare(client, number, size));
    }
    System.out.println("peak RSS " + peakKilobytes() / 1024 + " MiB");
  }

  private static String key(int number) {
    return "v1." + number + ".0/image.iso";
  }

  private static void put(S3Client client, int number, long size) {
    client.putObject(
        request -> request.bucket(BUCKET).key(key(number)),
        RequestBody.fromContentProvider(
            () -> new ReleaseStream(size, number), size, "application/octet-stream"));
  }

  private static void compare(S3Client client, int number, long size) throws IOException {
    try (InputStream expected = new ReleaseStream(size, number);
        InputStream actual = client.getObject(request -> request.bucket(BUCKET).key(key(number)))) {
      byte[] buffer = new byte[8192];
      byte[] other = new byte[8192];
      for (int count = expected.readNBytes(buffer, 0, buffer.length);
          count > 0;
          count = expected.readNBytes(buffer, 0, buffer.length)) {
        if (actual.readNBytes(other, 0, count) != count
            || Arrays.mismatch(buffer, 0, count, other, 0, count) >= 0) {
          throw new IOException(key(number) + " has other bytes");
        }
      }
      if (actual.read() >= 0) {
        throw new IOException(key(number) + " is too long");
      }
    }
  }

  /** What one of the threads does. */
  private interface Transfer {
    void run(int number) throws IOException;
  }

  private static void inThreads(int threads, Transfer transfer) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> transfers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        transfers.add(
            executor.submit(
                () -> {
                  transfer.run(number);
                  return number;
                }));
      }
      for (Future<?> each : transfers) {
        each.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static long peakKilobytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("the system does not tell the peak of memory");
  }
}
