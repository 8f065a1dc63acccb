package io.deltaglider.core;

import io.deltaglider.core.bucket.BucketOperation;
import io.deltaglider.core.collect.CollectOperation;
import io.deltaglider.core.condition.ContentConditions;
import io.deltaglider.core.copy.CopyOperation;
import io.deltaglider.core.delete.DeleteOperation;
import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.get.GetListener;
import io.deltaglider.core.get.GetOperation;
import io.deltaglider.core.get.ObservedGets;
import io.deltaglider.core.get.StoredForms;
import io.deltaglider.core.list.ListOperation;
import io.deltaglider.core.multipart.MultipartOperation;
import io.deltaglider.core.multipart.MultipartOptions;
import io.deltaglider.core.purge.PurgeOperation;
import io.deltaglider.core.put.EstimateOperation;
import io.deltaglider.core.put.PutOperation;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.reference.ReferenceIndex;
import io.deltaglider.core.reference.ReferenceStore;
import io.deltaglider.core.similar.SimilarOperation;
import io.deltaglider.core.stage.StageOperation;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.core.verify.StatsOperation;
import io.deltaglider.core.verify.VerifyOperation;
import io.deltaglider.port.storage.StoragePort;
import java.util.concurrent.ExecutorService;

/** All operations, over what they share. Thread-safe. */
final class Operations {
  final StoragePort storage;
  final PutOperation putting;
  final GetOperation getting;
  final ObservedGets reading;
  final ListOperation listing;
  final DeleteOperation deleting;
  final CopyOperation copying;
  final MultipartOperation uploading;
  final StageOperation staging;
  final PurgeOperation purging;
  final CollectOperation collecting;
  final VerifyOperation verifying;
  final StatsOperation counting;
  final EstimateOperation estimating;
  final SimilarOperation comparing;
  final BucketOperation buckets;
  final BucketFormats formats;
  final ReferenceIndex index;
  final ExecutorService executor;

  /** Creates all operations over ports. */
  Operations(Ports ports, PutOptions options, MultipartOptions uploadOptions, GetListener gets) {
    storage = ports.storage();
    TimeSource time = new TimeSource(ports.clock(), ports.nanoTime());
    ReferenceStore references = new ReferenceStore(storage, ports.cache(), ports.scratch(), time);
    index = new ReferenceIndex(storage, time);
    executor = ports.executor();
    StoredForms forms = new StoredForms(storage);
    formats = new BucketFormats(storage, time);
    listing = new ListOperation(storage, forms, ports.executor());
    ContentConditions conditions = new ContentConditions(storage, forms);
    getting = new GetOperation(storage, ports.scratch(), references, forms);
    reading = new ObservedGets(getting, gets, time);
    putting = new PutOperation(ports, formats, references, index, conditions, time, options);
    deleting = new DeleteOperation(storage, listing, conditions);
    copying =
        new CopyOperation(storage, forms, getting, putting, references, conditions, formats, time);
    uploading =
        new MultipartOperation(ports, getting, putting, forms, formats, time, uploadOptions);
    staging = new StageOperation(ports, getting, forms, formats);
    purging = new PurgeOperation(storage, time);
    collecting = new CollectOperation(ports, formats, time);
    verifying = new VerifyOperation(getting, formats);
    counting = new StatsOperation(storage, listing, formats);
    estimating = new EstimateOperation(ports, formats, references, index, time, options);
    comparing = new SimilarOperation(listing, index, formats, options);
    buckets = new BucketOperation(storage, ports.scratch(), listing, formats, references, index);
  }
}
