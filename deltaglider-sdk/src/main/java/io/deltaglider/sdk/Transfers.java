package io.deltaglider.sdk;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ObjectAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Moves contents between files and objects. Thread-safe. */
final class Transfers {
  /**
   * How many files of a batch are moved at once: each put or get may need a reference in scratch.
   */
  private static final int THREADS = 4;

  private static final long IDLE_SECONDS = 10;

  private final DeltaGlider glider;
  private final ThreadPoolExecutor executor;

  Transfers(DeltaGlider glider) {
    this.glider = glider;
    executor =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "deltaglider-batch");
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  static String fileName(Path file) {
    return String.valueOf(file.toAbsolutePath().normalize().getFileName());
  }

  UploadSummary upload(Path file, ObjectAddress target, UploadOptions options) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return upload(content, target, options);
    }
  }

  UploadSummary upload(InputStream content, ObjectAddress target, UploadOptions options)
      throws IOException {
    PutRequest request = PutRequest.of(target).withAttributes(options.attributes());
    return UploadSummary.of(
        glider.put(options.delta() ? request : request.withoutDelta(), content));
  }

  DownloadSummary download(ObjectAddress source, Path file) throws IOException {
    try (ObjectContent content = glider.get(GetRequest.of(source));
        TargetFile target = TargetFile.create(file)) {
      content.body().transferTo(target.stream());
      target.finish();
      return new DownloadSummary(content.info(), content.length());
    }
  }

  DownloadSummary download(ObjectAddress source, OutputStream target) throws IOException {
    try (ObjectContent content = glider.get(GetRequest.of(source))) {
      content.body().transferTo(target);
      return new DownloadSummary(content.info(), content.length());
    }
  }

  BatchResult<UploadSummary> uploadAll(
      List<Path> files, ObjectUri target, BatchProgress<UploadSummary> progress)
      throws IOException {
    Set<String> names = new HashSet<>();
    List<Batch.Step<UploadSummary>> steps = new ArrayList<>();
    for (Path file : files) {
      if (!names.add(fileName(file))) {
        throw new IllegalArgumentException("two files have the name '" + fileName(file) + "'");
      }
      ObjectAddress address = target.addressFor(fileName(file));
      steps.add(
          new Batch.Step<>(
              file.toString(),
              "s3://" + address,
              () -> upload(file, address, UploadOptions.DEFAULT)));
    }
    return new Batch<>(steps, progress).run(executor, THREADS);
  }

  BatchResult<DownloadSummary> downloadAll(
      ObjectUri source, Path directory, BatchProgress<DownloadSummary> progress)
      throws IOException {
    List<Batch.Step<DownloadSummary>> steps = new ArrayList<>();
    ListedEntries.stream(glider, source.bucket(), source.key(), false)
        // Empty objects with such keys stand for directories.
        .filter(entry -> entry.size() > 0 || !entry.key().endsWith("/"))
        .forEach(entry -> steps.add(download(source, entry.key(), directory)));
    return new Batch<>(steps, progress).run(executor, THREADS);
  }

  private Batch.Step<DownloadSummary> download(ObjectUri source, String key, Path directory) {
    ObjectAddress address = new ObjectAddress(source.bucket(), key);
    String below = key.substring(source.key().length());
    Optional<Path> file = TargetFile.below(directory, below);
    return new Batch.Step<>(
        "s3://" + address,
        file.map(Path::toString).orElse(below),
        () ->
            download(
                address,
                file.orElseThrow(
                    () ->
                        new FileSystemException(
                            below, null, "no file below the target can stand for this key"))));
  }

  void close() {
    executor.shutdownNow();
  }
}
