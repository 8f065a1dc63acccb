package io.deltaglider.core.collect;

import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.list.LookUps;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.ObjectVersion;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.VersionPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/** One pass over all objects of a bucket, or all versions of them. Not thread-safe. */
final class UseScan {
  private final StoragePort storage;
  private final ExecutorService executor;
  private final ObjectUses uses;
  private final String bucket;
  private final Set<Sha256> candidates;
  private final CollectTally tally;
  private final CollectListener listener;
  private final Set<Sha256> used = new HashSet<>();
  private long scanned;
  private boolean complete = true;

  /** What a look at one object told. */
  private record Look(Optional<Sha256> use, Optional<CollectFailure> failure) {}

  /** One object or version to look at. */
  private record Target(
      ObjectAddress address, ReadOptions options, Optional<ObjectHead> listed, String name) {}

  UseScan(
      StoragePort storage,
      ExecutorService executor,
      String bucket,
      Set<Sha256> candidates,
      CollectTally tally,
      CollectListener listener) {
    this.storage = storage;
    this.executor = executor;
    this.uses = new ObjectUses(storage);
    this.bucket = bucket;
    this.candidates = candidates;
    this.tally = tally;
    this.listener = listener;
  }

  /** Returns which of the candidates are used, as far as was found out. */
  Set<Sha256> used() {
    return used;
  }

  /** Returns whether every object could be looked at. */
  boolean isComplete() {
    return complete;
  }

  long scanned() {
    return scanned;
  }

  void run(boolean versioned) {
    if (versioned) {
      scanVersions();
    } else {
      scanObjects();
    }
  }

  private void scanObjects() {
    Optional<ListQuery> next = Optional.of(ListQuery.of(bucket, ""));
    while (next.isPresent()) {
      ListQuery query = next.get();
      ObjectPage page = storage.list(query);
      List<Target> targets = new ArrayList<>();
      boolean endsInternal = false;
      for (ListedObject object : page.objects()) {
        endsInternal = BucketLayout.isReserved(object.key());
        if (!endsInternal) {
          scanned++;
          target(object).ifPresent(targets::add);
        }
      }
      look(targets);
      ListQuery following =
          endsInternal
              ? ListQuery.of(bucket, "").withStartAfter(BucketLayout.BEHIND_RESERVED)
              : query;
      boolean skipping = endsInternal;
      next =
          page.nextPageToken().map(token -> skipping ? following : following.withPageToken(token));
    }
  }

  private Optional<Target> target(ListedObject object) {
    if (object.size() < SelfDescription.MIN_BYTES_WITH_REFERENCE) {
      return Optional.empty();
    }
    ObjectAddress address = new ObjectAddress(bucket, object.key());
    return Optional.of(new Target(address, ReadOptions.WHOLE, object.head(), object.key()));
  }

  private void scanVersions() {
    Optional<ListQuery> next = Optional.of(ListQuery.of(bucket, ""));
    while (next.isPresent()) {
      ListQuery query = next.get();
      VersionPage page = storage.listVersions(query);
      List<Target> targets = new ArrayList<>();
      for (ObjectVersion version : page.versions()) {
        if (!version.deleteMarker() && !BucketLayout.isReserved(version.key())) {
          scanned++;
          target(version).ifPresent(targets::add);
        }
      }
      look(targets);
      next = page.nextPageToken().map(query::withPageToken);
    }
  }

  private Optional<Target> target(ObjectVersion version) {
    if (version.size() < SelfDescription.MIN_BYTES_WITH_REFERENCE) {
      return Optional.empty();
    }
    return Optional.of(
        new Target(
            new ObjectAddress(bucket, version.key()),
            ReadOptions.WHOLE.withVersionId(version.versionId()),
            Optional.empty(),
            version.key() + " version " + version.versionId()));
  }

  private void look(List<Target> targets) {
    List<Callable<Optional<Look>>> looks = new ArrayList<>();
    for (Target target : targets) {
      looks.add(() -> Optional.of(look(target)));
    }
    for (Look look : LookUps.run(executor, bucket, looks)) {
      look.use().filter(candidates::contains).ifPresent(used::add);
      if (look.failure().isPresent()) {
        complete = false;
        tally.addFailure(look.failure().get());
      }
    }
    listener.scanned(scanned);
  }

  private Look look(Target target) {
    try {
      return new Look(
          uses.find(target.address(), target.options(), target.listed()), Optional.empty());
    } catch (StorageException e) {
      return new Look(
          Optional.empty(),
          Optional.of(new CollectFailure(target.name(), String.valueOf(e.getMessage()))));
    }
  }
}
