package io.deltaglider.adapter.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Buckets;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.BucketName;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Creates, deletes and lists buckets. Thread-safe. */
final class GcsBuckets {
  private final GcsClient client;
  private final Optional<String> project;

  GcsBuckets(GcsClient client, Optional<String> project) {
    this.client = client;
    this.project = project;
  }

  void create(String bucket) {
    String owner = project("create", bucket);
    try {
      client
          .api()
          .buckets()
          .insert(owner, new com.google.api.services.storage.model.Bucket().setName(bucket))
          .execute();
    } catch (IOException e) {
      throw GcsExceptions.translate(e, "create", bucket, Kind.REJECTED, Kind.BUCKET_ALREADY_EXISTS);
    }
  }

  void delete(String bucket) {
    try {
      client.api().buckets().delete(bucket).execute();
    } catch (IOException e) {
      throw GcsExceptions.translate(
          e, "delete", bucket, Kind.NO_SUCH_BUCKET, Kind.BUCKET_NOT_EMPTY);
    }
  }

  boolean exists(String bucket) {
    return client.exists("look for", bucket, bucket);
  }

  List<Bucket> list() {
    String owner = project("list buckets of", "the default project");
    List<Bucket> buckets = new ArrayList<>();
    try {
      Storage.Buckets.List list =
          client.api().buckets().list(owner).setFields("nextPageToken,items(name,timeCreated)");
      Buckets page;
      do {
        page = list.execute();
        add(page, buckets);
        list.setPageToken(page.getNextPageToken());
      } while (page.getNextPageToken() != null);
    } catch (IOException e) {
      throw GcsExceptions.translate(e, "list buckets of", owner, Kind.REJECTED, Kind.UNAVAILABLE);
    }
    buckets.sort(Comparator.comparing(Bucket::name));
    return buckets;
  }

  private static void add(Buckets page, List<Bucket> buckets) {
    if (page.getItems() == null) {
      return;
    }
    for (com.google.api.services.storage.model.Bucket item : page.getItems()) {
      // Names may be longer than the port's rule allows if they have dots.
      if (isLegal(item.getName())) {
        Instant created = Instant.ofEpochMilli(item.getTimeCreated().getValue());
        buckets.add(new Bucket(item.getName(), created.truncatedTo(ChronoUnit.SECONDS)));
      }
    }
  }

  private static boolean isLegal(String name) {
    try {
      BucketName.check(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private String project(String action, String about) {
    return project.orElseThrow(
        () ->
            GcsExceptions.failure(
                Kind.REJECTED,
                action,
                about,
                "which project is meant is neither configured nor known from the environment"));
  }
}
