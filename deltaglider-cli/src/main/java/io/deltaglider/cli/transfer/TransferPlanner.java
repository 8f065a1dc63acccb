package io.deltaglider.cli.transfer;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.Location.Local;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.store.Pages;
import io.deltaglider.cli.transfer.Transfer.Direction;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides which file becomes which object, and the other way round, by the rules of {@code aws s3
 * cp}: a target that ends in a slash is a directory, and gets the source's name. Not thread-safe.
 */
public final class TransferPlanner {
  private final DeltaGlider store;
  private final Transfers transfers;
  private final DisplayPath display;

  /** Creates a planner. */
  public TransferPlanner(DeltaGlider store, Transfers transfers, DisplayPath display) {
    this.store = store;
    this.transfers = transfers;
    this.display = display;
  }

  /** Plans to store a file. */
  public Step upload(Local source, ObjectUri target) {
    ObjectUri object =
        target.namesDirectory()
            ? target.withKey(target.key() + display.name(source.path()))
            : target;
    return uploadStep(source.path(), object);
  }

  private Step uploadStep(Path file, ObjectUri object) {
    return new Step(
        Direction.UPLOAD,
        display.of(file),
        object.toString(),
        () -> transfers.upload(file, object));
  }

  /** Plans to fetch an object. */
  public Step download(ObjectUri source, Local target) {
    source.address();
    Path file = target.path();
    if (target.namesDirectory() || Files.isDirectory(file)) {
      file =
          LocalTree.file(file, source.fileName())
              .orElseThrow(
                  () ->
                      CliException.usage(
                          "usage",
                          source.toString(),
                          "its key does not end in a name that a file can have",
                          "name the target file"));
    }
    return downloadStep(source, file);
  }

  private Step downloadStep(ObjectUri object, Path file) {
    return new Step(
        Direction.DOWNLOAD,
        object.toString(),
        display.of(file),
        () -> transfers.download(object, file));
  }

  /** Plans to copy an object. */
  public Step copy(ObjectUri source, ObjectUri target) {
    source.address();
    if (!target.namesDirectory()) {
      return copyStep(source, target);
    }
    if (source.fileName().isEmpty()) {
      throw CliException.usage(
          "usage", source.toString(), "its key ends in a slash", "name the target object");
    }
    return copyStep(source, target.withKey(target.key() + source.fileName()));
  }

  private Step copyStep(ObjectUri source, ObjectUri target) {
    return new Step(
        Direction.COPY, source.toString(), target.toString(), () -> transfers.copy(source, target));
  }

  /**
   * Plans to store every file below a directory under its path.
   *
   * @param failed told what cannot be read
   */
  public List<Step> uploadAll(Local source, ObjectUri target, Consumer<CliException> failed) {
    ObjectUri prefix = target.asDirectory();
    List<LocalTree.Entry> files =
        Failures.attempt(
            "read",
            display.of(source.path()),
            () -> {
              if (Files.isRegularFile(source.path())) {
                throw new FileSystemException(source.path().toString(), null, "is no directory");
              }
              return LocalTree.files(source.path(), failed);
            });
    Failures.attempt(
        Failures.UPLOAD,
        target.toString(),
        () -> {
          if (!store.bucketExists(target.bucket())) {
            throw new StorageException(Kind.NO_SUCH_BUCKET, "upload " + target);
          }
          return target;
        });
    List<Step> steps = new ArrayList<>();
    for (LocalTree.Entry file : files) {
      steps.add(uploadStep(file.path(), prefix.withKey(prefix.key() + file.key())));
    }
    return steps;
  }

  /**
   * Plans to fetch every object below a prefix. Empty objects whose keys end in a slash stand for
   * directories and are passed over.
   *
   * @param failed told of keys that no file below the directory can stand for
   */
  public List<Step> downloadAll(ObjectUri source, Local target, Consumer<CliException> failed) {
    ObjectUri prefix = source.asDirectory();
    List<Step> steps = new ArrayList<>();
    for (ListedKey listed : keys(prefix)) {
      ObjectUri object = prefix.withKey(listed.key());
      String below = listed.key().substring(prefix.key().length());
      Optional<Path> file = LocalTree.file(target.path(), below);
      if (file.isPresent()) {
        steps.add(downloadStep(object, file.get()));
      } else if (!(listed.empty() && listed.key().endsWith("/"))) {
        failed.accept(
            new CliException(
                ExitCode.LOCAL,
                "download",
                object.toString(),
                "no file below the target can stand for its key",
                "fetch it by itself to a file that you name"));
      }
    }
    return steps;
  }

  /** Plans to copy every object below a prefix, as they are now. */
  public List<Step> copyAll(ObjectUri source, ObjectUri target) {
    ObjectUri from = source.asDirectory();
    ObjectUri to = target.asDirectory();
    List<Step> steps = new ArrayList<>();
    for (ListedKey listed : keys(from)) {
      String below = listed.key().substring(from.key().length());
      steps.add(copyStep(from.withKey(listed.key()), to.withKey(to.key() + below)));
    }
    return steps;
  }

  private record ListedKey(String key, boolean empty) {}

  private List<ListedKey> keys(ObjectUri prefix) {
    List<ListedKey> keys = new ArrayList<>();
    Failures.attempt(
        "list",
        prefix.toString(),
        () -> {
          Pages.forEach(
              store,
              ListRequest.of(prefix.bucket(), prefix.key()),
              page ->
                  page.entries()
                      .forEach(entry -> keys.add(new ListedKey(entry.key(), entry.size() == 0))));
          return keys;
        });
    return keys;
  }
}
