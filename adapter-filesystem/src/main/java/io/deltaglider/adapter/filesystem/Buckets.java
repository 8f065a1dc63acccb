package io.deltaglider.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Creates, deletes and lists the buckets of a store. */
final class Buckets {
  private final FileOperations operations;
  private final Path root;

  Buckets(FileOperations operations, Path root) {
    this.operations = operations;
    this.root = root;
  }

  /** Makes the directories that must be there before a bucket can be locked. */
  void prepareRoot() throws IOException {
    makeDurably(BucketDirectory.locks(root));
  }

  /** Creates a bucket whose lock the caller holds exclusively. */
  void create(BucketDirectory bucket, Instant now) throws IOException {
    if (bucket.exists()) {
      throw FilesystemExceptions.failure(
          Kind.BUCKET_ALREADY_EXISTS, "create bucket", bucket.name(), "it exists");
    }
    makeDurably(bucket.staging());
    Path staged = bucket.staging().resolve(bucket.marker().getFileName());
    Files.deleteIfExists(staged); // A creation that was killed may have left it.
    try (FileChannel channel = operations.create(staged)) {
      operations.write(channel, ByteBuffer.wrap(BucketMarkerJson.write(now)));
      operations.force(channel);
    }
    operations.rename(staged, bucket.marker());
    operations.forceDirectory(bucket.internal());
  }

  /** Creates a directory and those above it as needed, each forced into the one above. */
  private void makeDurably(Path directory) throws IOException {
    if (Files.isDirectory(directory, NOFOLLOW_LINKS)) {
      return;
    }
    Path above = directory.getParent();
    if (above != null && !Files.isDirectory(above)) {
      makeDurably(above);
    }
    operations.createDirectory(directory);
    if (above != null) {
      operations.forceDirectory(above);
    }
  }

  /** Deletes a bucket whose lock the caller holds exclusively. */
  void delete(BucketDirectory bucket) throws IOException {
    bucket.require("delete bucket", bucket.name());
    if (KeyWalk.holdsObject(bucket.objects())) {
      throw FilesystemExceptions.failure(
          Kind.BUCKET_NOT_EMPTY, "delete bucket", bucket.name(), "it holds objects");
    }
    operations.delete(bucket.marker());
    operations.forceDirectory(bucket.internal());
    clearAway(bucket);
  }

  /** Removes what is left of a bucket that is gone; foreign files stay. */
  private void clearAway(BucketDirectory bucket) throws IOException {
    for (Path staged : children(bucket.staging())) {
      if (StagingArea.isStaged(staged)) {
        deleteIfPossible(staged);
      }
    }
    deleteIfPossible(bucket.staging());
    deleteIfPossible(bucket.internal());
    Deque<Path> downwards = new ArrayDeque<>(List.of(bucket.objects()));
    Deque<Path> upwards = new ArrayDeque<>();
    while (!downwards.isEmpty()) {
      Path directory = downwards.pop();
      upwards.push(directory);
      for (Path child : children(directory)) {
        if (isKeyDirectory(child)) {
          downwards.push(child);
        }
      }
    }
    upwards.forEach(this::deleteIfPossible);
    operations.forceDirectory(root);
  }

  private static boolean isKeyDirectory(Path path) {
    Optional<EscapedName> name = EscapedName.decode(path.getFileName().toString());
    return name.isPresent()
        && name.get().kind() != EscapedName.Kind.OBJECT
        && Files.isDirectory(path, NOFOLLOW_LINKS);
  }

  private void deleteIfPossible(Path path) {
    try {
      operations.delete(path);
    } catch (FileSystemException e) {
      // Gone, not empty or not ours to delete. It means nothing without bucket.json.
    } catch (IOException e) {
      throw FilesystemExceptions.translate(e, "clear away", path);
    }
  }

  /** Returns all buckets by name. */
  List<Bucket> list() throws IOException {
    List<Bucket> buckets = new ArrayList<>();
    for (Path path : children(root)) {
      String name = path.getFileName().toString();
      if (isBucketName(name)) {
        new BucketDirectory(root, name).read().ifPresent(buckets::add);
      }
    }
    buckets.sort(Comparator.comparing(Bucket::name));
    return buckets;
  }

  private static boolean isBucketName(String name) {
    try {
      BucketName.check(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
      return children;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
