package io.deltaglider.cli.transfer;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Progress;
import io.deltaglider.cli.output.StandardOutput;
import io.deltaglider.cli.transfer.Transfer.Direction;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Moves content between files, streams and stores. Every failure is a {@link CliException}. */
public final class Transfers {
  private static final int BUFFER_SIZE = 128 * 1024;
  private static final String DOWNLOAD = "download";

  private final DeltaGlider source;
  private final DeltaGlider target;
  private final TransferOptions options;
  private final boolean moving;
  private final Progress progress;
  private final PartialFiles partialFiles;
  private final DisplayPath display;
  private final MovedSources moved;
  private final ObjectCopies copies;

  /** Creates transfers between two stores, or within one. Thread-safe. */
  public Transfers(TransferSetup setup) {
    source = setup.stores().source().glider();
    target = setup.stores().target().glider();
    options = setup.options();
    moving = setup.moving();
    progress = setup.progress();
    partialFiles = setup.partialFiles();
    display = setup.display();
    moved = new MovedSources(source);
    copies = new ObjectCopies(setup, moved);
  }

  /**
   * Stores a file.
   *
   * @param planned how many bytes were expected, as in all methods here
   */
  Transfer upload(Path file, ObjectUri object, long planned) {
    String shown = display.of(file);
    PutRequest request = request(object, display.name(file));
    return Failures.attempt(
        Failures.UPLOAD,
        shown + " to " + object,
        () -> {
          PutOutcome outcome;
          MovedSources.Look before = MovedSources.Look.at(file);
          boolean regular = before.attributes().isRegularFile();
          long size = regular ? before.attributes().size() : 0;
          try (InputStream content = open(file);
              Progress.Meter meter = progress.start(display.name(file), planned, size)) {
            outcome =
                target.put(
                    regular ? request.withDeclaredSize(size) : request,
                    new ProgressInputStream(content, meter));
          }
          if (moving) {
            moved.delete(file, before, shown);
          }
          return uploaded(shown, object, outcome);
        });
  }

  private static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a directory; use --recursive");
    }
    return Files.newInputStream(file);
  }

  /** Stores what a stream has, to its end. */
  public Transfer upload(InputStream content, ObjectUri object, long planned) {
    PutRequest request = request(object, object.fileName());
    return Failures.attempt(
        Failures.UPLOAD,
        Location.STANDARD_STREAM + " to " + object,
        () -> {
          progress.expect(planned);
          progress.expectNoMore();
          try (Progress.Meter meter = progress.start(Location.STANDARD_STREAM, planned, planned)) {
            PutOutcome outcome = target.put(request, new ProgressInputStream(content, meter));
            return uploaded(Location.STANDARD_STREAM, object, outcome);
          }
        });
  }

  private PutRequest request(ObjectUri object, String fileName) {
    PutRequest request =
        Failures.attempt(Failures.UPLOAD, object.toString(), () -> PutRequest.of(object.address()));
    request = request.withAttributes(options.attributes(fileName));
    return options.delta() ? request : request.withoutDelta();
  }

  private static Transfer uploaded(String shown, ObjectUri object, PutOutcome outcome) {
    return new Transfer(
        Direction.UPLOAD, shown, object.toString(), outcome.size(), Optional.of(outcome));
  }

  /** Fetches an object to a file, which appears only when all of it is there and proven. */
  Transfer download(ObjectUri object, Path file, long planned) {
    String shown = display.of(file);
    return Failures.attempt(
        DOWNLOAD,
        object + " to " + shown,
        () -> {
          try (ObjectContent content = source.get(GetRequest.of(object.address()));
              Progress.Meter meter = progress.start(object.fileName(), planned, content.length())) {
            long size = write(content, file, meter);
            if (moving) {
              moved.delete(object, content.info());
            }
            return new Transfer(
                Direction.DOWNLOAD, object.toString(), shown, size, Optional.empty());
          }
        });
  }

  private long write(ObjectContent content, Path file, Progress.Meter meter) throws IOException {
    try (TargetFile part = TargetFile.create(file, partialFiles)) {
      if (moving) {
        part.requireRegular();
      }
      long size = copy(content.body(), part.stream(), meter);
      if (moving) {
        part.force();
      }
      part.finish(content.info().lastModified());
      return size;
    }
  }

  /** Writes an object to a stream. What was written is proven only when this returns. */
  public void download(ObjectUri object, StandardOutput out) {
    Failures.attempt(
        DOWNLOAD,
        object + " to " + Location.STANDARD_STREAM,
        () -> {
          progress.expect(0);
          progress.expectNoMore();
          try (ObjectContent content = source.get(GetRequest.of(object.address()));
              Progress.Meter meter = progress.start(object.fileName(), 0, content.length())) {
            return copy(content.body(), new CheckedOutputStream(out), meter);
          }
        });
  }

  private static long copy(InputStream from, OutputStream to, Progress.Meter meter)
      throws IOException {
    byte[] buffer = new byte[BUFFER_SIZE];
    long size = 0;
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      checkInterrupt();
      to.write(buffer, 0, count);
      size += count;
      meter.advance(count);
    }
    to.flush();
    return size;
  }

  private static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CliException(ExitCode.INTERRUPTED, "transfer", "content", "interrupted", "");
    }
  }

  /** Copies an object within a store, or from one to another. */
  Transfer copy(ObjectUri from, ObjectUri to, long planned) {
    return copies.copy(from, to, planned);
  }
}
