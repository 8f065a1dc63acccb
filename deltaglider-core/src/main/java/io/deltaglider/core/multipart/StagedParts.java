package io.deltaglider.core.multipart;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.layout.StagingName;
import io.deltaglider.core.list.LookUps;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.StagedPart;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/** The parts that lie ready for uploads. Thread-safe. */
final class StagedParts {
  private final StoragePort storage;
  private final ExecutorService executor;

  StagedParts(StoragePort storage, ExecutorService executor) {
    this.storage = storage;
    this.executor = executor;
  }

  /** Returns one page of an upload's parts. */
  PartPage list(ListPartsRequest request, Upload upload) {
    if (request.maxParts() == 0) {
      return new PartPage(upload.info(), List.of(), OptionalInt.empty());
    }
    String bucket = request.address().bucket();
    int after = Math.min(request.afterNumber(), PartRequest.MAX_NUMBER);
    ObjectPage page =
        storage.list(
            ListQuery.of(bucket, BucketLayout.parts(upload.name()))
                .withStartAfter(BucketLayout.part(bucket, upload.name(), after).key())
                .withPageSize(request.maxParts()));
    List<Callable<Optional<UploadedPart>>> lookUps = new ArrayList<>();
    OptionalInt last = OptionalInt.empty();
    for (ListedObject object : page.objects()) {
      OptionalInt number = BucketLayout.partNumber(upload.name(), object.key());
      if (number.isPresent()) {
        lookUps.add(
            () -> lookUp(new ObjectAddress(bucket, object.key()), number.getAsInt(), object));
        last = number;
      }
    }
    List<UploadedPart> parts = LookUps.run(executor, bucket, lookUps);
    return new PartPage(
        upload.info(), parts, page.nextPageToken().isPresent() ? last : OptionalInt.empty());
  }

  /** Returns what is known about a part; empty if it was deleted since it was listed. */
  private Optional<UploadedPart> lookUp(ObjectAddress stored, int number, ListedObject object) {
    try {
      ObjectHead head = object.head().isPresent() ? object.head().get() : storage.head(stored);
      StagedPart part =
          MetadataCodec.decodePart(head)
              .orElseThrow(
                  () ->
                      new StorageException(
                          Kind.DAMAGED,
                          "list " + stored + ": its metadata does not describe a part"));
      return Optional.of(UploadedPart.of(number, part));
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_KEY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns all parts of an upload by their numbers. */
  Map<Integer, ListedObject> all(String bucket, StagingName upload) {
    Map<Integer, ListedObject> parts = new HashMap<>();
    forEachPage(
        bucket,
        upload,
        page ->
            page.objects()
                .forEach(
                    object ->
                        BucketLayout.partNumber(upload, object.key())
                            .ifPresent(number -> parts.put(number, object))));
    return parts;
  }

  /**
   * Deletes all parts of an upload.
   *
   * @throws StorageException if one of them could not be deleted
   */
  void deleteAll(String bucket, StagingName upload) {
    List<DeleteFailure> failures = new ArrayList<>();
    forEachPage(
        bucket,
        upload,
        page -> {
          List<DeleteRequest> requests =
              page.objects().stream().map(object -> DeleteRequest.of(object.key())).toList();
          if (!requests.isEmpty()) {
            failures.addAll(storage.deleteAll(bucket, requests));
          }
        });
    if (!failures.isEmpty()) {
      throw failures.get(0).cause();
    }
  }

  private void forEachPage(String bucket, StagingName upload, Consumer<ObjectPage> consumer) {
    Optional<ListQuery> next = Optional.of(ListQuery.of(bucket, BucketLayout.parts(upload)));
    while (next.isPresent()) {
      ListQuery query = next.get();
      ObjectPage page = storage.list(query);
      consumer.accept(page);
      next = page.nextPageToken().map(query::withPageToken);
    }
  }
}
