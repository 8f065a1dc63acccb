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
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Moves one object at a time. Every failure is a {@link CliException}. Not thread-safe. */
public final class Transfers {
  private static final int BUFFER_SIZE = 128 * 1024;

  private final DeltaGlider store;
  private final TransferOptions options;
  private final Progress progress;
  private final PartialFiles partialFiles;
  private final DisplayPath display;

  /** Creates transfers from and to one store. */
  public Transfers(
      DeltaGlider store,
      TransferOptions options,
      Progress progress,
      PartialFiles partialFiles,
      DisplayPath display) {
    this.store = store;
    this.options = options;
    this.progress = progress;
    this.partialFiles = partialFiles;
    this.display = display;
  }

  /** Stores a file. */
  public Transfer upload(Path file, ObjectUri target) {
    String source = display.of(file);
    PutRequest request = request(target, display.name(file));
    PutOutcome outcome =
        Failures.attempt(
            Failures.UPLOAD,
            source + " to " + target,
            () -> {
              try (InputStream content = open(file)) {
                boolean regular = Files.isRegularFile(file);
                long size = regular ? Files.size(file) : 0;
                progress.start(display.name(file), size);
                return store.put(
                    regular ? request.withDeclaredSize(size) : request,
                    new ProgressInputStream(content, progress));
              }
            });
    return uploaded(source, target, outcome);
  }

  private static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a directory; use --recursive");
    }
    return Files.newInputStream(file);
  }

  /** Stores what a stream has, to its end. */
  public Transfer upload(InputStream content, ObjectUri target) {
    PutRequest request = request(target, target.fileName());
    PutOutcome outcome =
        Failures.attempt(
            Failures.UPLOAD,
            Location.STANDARD_STREAM + " to " + target,
            () -> {
              progress.start(Location.STANDARD_STREAM, 0);
              return store.put(request, new ProgressInputStream(content, progress));
            });
    return uploaded(Location.STANDARD_STREAM, target, outcome);
  }

  private PutRequest request(ObjectUri target, String fileName) {
    PutRequest request =
        Failures.attempt(Failures.UPLOAD, target.toString(), () -> PutRequest.of(target.address()));
    request = request.withAttributes(options.attributes(fileName));
    return options.delta() ? request : request.withoutDelta();
  }

  private static Transfer uploaded(String source, ObjectUri target, PutOutcome outcome) {
    return new Transfer(
        Direction.UPLOAD, source, target.toString(), outcome.size(), Optional.of(outcome));
  }

  /** Fetches an object to a file, which appears only when all of it is there and proven. */
  public Transfer download(ObjectUri source, Path file) {
    String target = display.of(file);
    return Failures.attempt(
        "download",
        source + " to " + target,
        () -> {
          try (ObjectContent content = store.get(GetRequest.of(source.address()));
              TargetFile part = TargetFile.create(file, partialFiles)) {
            progress.start(source.fileName(), content.length());
            long size = copy(content.body(), part.stream());
            part.finish(content.info().lastModified());
            return new Transfer(
                Direction.DOWNLOAD, source.toString(), target, size, Optional.empty());
          }
        });
  }

  /** Writes an object to a stream. What was written is proven only when this returns. */
  public void download(ObjectUri source, StandardOutput out) {
    Failures.attempt(
        "download",
        source + " to " + Location.STANDARD_STREAM,
        () -> {
          try (ObjectContent content = store.get(GetRequest.of(source.address()))) {
            return copy(content.body(), new CheckedOutputStream(out));
          }
        });
  }

  private long copy(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER_SIZE];
    long size = 0;
    for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
      to.write(buffer, 0, count);
      size += count;
      progress.advance(count);
    }
    to.flush();
    return size;
  }

  /** Copies an object within the store. */
  public Transfer copy(ObjectUri source, ObjectUri target) {
    return Failures.attempt(
        "copy",
        source + " to " + target,
        () -> {
          ObjectAddress from = source.address();
          ObjectAddress to = target.address();
          if (from.equals(to) && !options.describesObjects()) {
            throw new CliException(
                ExitCode.REFUSED,
                "copy",
                source.toString(),
                "is already there",
                "name another key, or metadata to replace");
          }
          Optional<ObjectAttributes> replacement =
              Optional.of(options)
                  .filter(TransferOptions::describesObjects)
                  .map(given -> given.attributes(target.fileName()));
          CopyObjectRequest request =
              new CopyObjectRequest(GetRequest.of(from), to, replacement, WriteCondition.always());
          ObjectInfo copy = copy(request, source, target);
          return new Transfer(
              Direction.COPY, source.toString(), target.toString(), copy.size(), Optional.empty());
        });
  }

  private ObjectInfo copy(CopyObjectRequest request, ObjectUri source, ObjectUri target)
      throws IOException {
    try {
      return store.copy(request);
    } catch (StorageException e) {
      if (e.kind() == StorageException.Kind.NO_SUCH_BUCKET) {
        ObjectUri missing = store.bucketExists(source.bucket()) ? target : source;
        throw Failures.translate("copy", missing.root().toString(), e);
      }
      throw e;
    }
  }
}
