package io.deltaglider.core.collect;

import io.deltaglider.core.Ports;
import io.deltaglider.core.collect.ReferenceCollector.Facts;
import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.list.LookUps;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/**
 * Deletes references that nothing uses, in two runs that are a day apart; docs/COLLECTION.md.
 * Thread-safe: any number of runs, here and in other processes, may work on one bucket.
 */
public final class CollectOperation {
  private final StoragePort storage;
  private final ExecutorService executor;
  private final BucketFormats formats;
  private final TimeSource time;
  private final StoreTime storeTime;

  /** Creates an operation. */
  public CollectOperation(Ports ports, BucketFormats formats, TimeSource time) {
    this.storage = ports.storage();
    this.executor = ports.executor();
    this.formats = formats;
    this.time = time;
    this.storeTime = new StoreTime(storage, time, ports.randomIds());
  }

  /**
   * Makes one run. What fails for single objects or references is told in the report; whatever
   * happens, the next run goes on from what is in the store.
   *
   * @throws io.deltaglider.core.format.DamagedFormatException if the bucket's format is not known
   * @throws StorageException with {@code NO_SUCH_BUCKET}; {@code NOT_SUPPORTED} if the bucket keeps
   *     versions that cannot be listed; or if the store fails
   */
  public CollectReport collect(String bucket, CollectOptions options) {
    boolean versioned = isVersioned(bucket);
    CollectTally tally = new CollectTally();
    if (!formats.checkInternal(bucket)) {
      return tally.report(0, versioned, true);
    }
    formats.warning(bucket).ifPresent(tally::addWarning);
    Instant now = options.dryRun() ? time.now().wall() : storeTime.now(bucket);
    Set<Sha256> candidates = candidates(bucket);
    UseScan scan = new UseScan(storage, executor, bucket, candidates, tally, options.listener());
    scan.run(versioned);
    if (!versioned && isVersioned(bucket)) {
      throw new StorageException(
          Kind.UNAVAILABLE, "collect " + bucket + ": it began to keep versions meanwhile");
    }
    Pointers pointers = new Pointers(storage, bucket);
    pointers.list(scan.used());
    tally.addUnknownKeys(pointers.unknownKeys());
    Facts facts = new Facts(bucket, now, candidates, scan.used(), scan.isComplete());
    Internals internals = new Internals(storage, bucket, versioned);
    decide(
        facts,
        pointers,
        new ReferenceCollector(internals, pointers, time, facts, options.dryRun()),
        tally,
        options);
    return tally.report(scan.scanned(), versioned, scan.isComplete());
  }

  private boolean isVersioned(String bucket) {
    boolean versioned = storage.keepsVersions(bucket);
    if (versioned && !storage.supports(Capability.VERSIONS, bucket)) {
      throw new StorageException(
          Kind.NOT_SUPPORTED,
          "collect "
              + bucket
              + ": it keeps versions, which may use references, but they cannot be listed");
    }
    return versioned;
  }

  private Set<Sha256> candidates(String bucket) {
    Set<Sha256> candidates = new HashSet<>();
    ReferencePages pages = new ReferencePages(storage, time, bucket);
    while (pages.hasNext()) {
      pages.next().stream()
          .filter(ReferenceEntry::isThere)
          .map(ReferenceEntry::content)
          .forEach(candidates::add);
    }
    return candidates;
  }

  private void decide(
      Facts facts,
      Pointers pointers,
      ReferenceCollector collector,
      CollectTally tally,
      CollectOptions options) {
    Set<Sha256> dangling = new HashSet<>(pointers.references());
    ReferencePages pages = new ReferencePages(storage, time, facts.bucket());
    while (pages.hasNext()) {
      List<ReferenceEntry> entries = pages.next();
      List<Callable<Optional<Outcome>>> work = new ArrayList<>();
      for (ReferenceEntry entry : entries) {
        dangling.remove(entry.content());
        work.add(() -> Optional.of(collector.handle(entry)));
      }
      List<Outcome> outcomes = LookUps.run(executor, facts.bucket(), work);
      for (int i = 0; i < entries.size(); i++) {
        tally.add(entries.get(i), outcomes.get(i));
      }
    }
    tally.addUnknownKeys(pages.unknownKeys());
    if (!options.dryRun()) {
      List<String> names = dangling.stream().flatMap(sha -> pointers.of(sha).stream()).toList();
      tally.addPointersRemoved(pointers.remove(names));
    }
  }
}
