package io.deltaglider.core.put;

import io.deltaglider.core.Ports;
import io.deltaglider.core.format.BucketFormat;
import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.integrity.ContentDigest;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.reference.ReferenceIndex;
import io.deltaglider.core.reference.ReferenceStore;
import io.deltaglider.core.spool.SpooledContent;
import io.deltaglider.core.spool.Spooler;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StoragePort;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Finds out what a put would cost by doing all of it but the writing: it reads the references that
 * the put would try and makes the delta. Never writes to the store. Thread-safe.
 */
public final class EstimateOperation {
  private final StoragePort storage;
  private final Spooler spooler;
  private final BucketFormats formats;
  private final DeltaPlanner planner;
  private final TimeSource time;

  /** Creates an operation. */
  public EstimateOperation(
      Ports ports,
      BucketFormats formats,
      ReferenceStore references,
      ReferenceIndex index,
      TimeSource time,
      PutOptions options) {
    this.storage = ports.storage();
    this.spooler = new Spooler(ports.scratch());
    this.formats = formats;
    this.planner =
        new DeltaPlanner(
            references, index, formats, new DeltaMaker(ports, time, options), time, options);
    this.time = time;
  }

  /**
   * Reads {@code content} to its end and says what putting it would cost now. The request's
   * condition plays no part.
   *
   * @throws StorageException if the store refuses or fails
   * @throws io.deltaglider.core.spool.ContentLengthException if the content is not as long as
   *     declared
   * @throws io.deltaglider.core.format.DamagedFormatException if the bucket's policy cannot be
   *     understood
   * @throws IOException if reading the content or scratch fails
   */
  public Estimate estimate(PutRequest request, InputStream content) throws IOException {
    BucketFormat format = formats.forReading(request.address().bucket());
    try (SpooledContent spooled =
            spooler.spool(request.address(), content, request.declaredSize());
        Plan plan = planner.preview(request, spooled, format)) {
      return estimate(request, spooled.digest(), plan);
    }
  }

  private Estimate estimate(PutRequest request, ContentDigest digest, Plan plan) {
    if (plan instanceof Plan.Whole whole) {
      return passthrough(
          request, digest, whole.eligible() ? Optional.of(whole.reason()) : Optional.empty());
    }
    Plan.AsDelta planned = (Plan.AsDelta) plan;
    boolean fits =
        MetadataCodec.encodeDelta(
                request.address(),
                request.attributes(),
                planned.stored(request.contentEtag().orElse(digest.md5())),
                request.checksum().get(),
                time.now().wall(),
                storage.maxMetadataBytes())
            .isPresent();
    if (!fits) {
      return passthrough(request, digest, Optional.of(Plan.NO_ROOM_FOR_METADATA));
    }
    return new Estimate(
        request.address(),
        planned.form(),
        digest.size(),
        planned.delta().file().size() + planned.referenceBytes(),
        planned.delta().description().reference(),
        Optional.empty());
  }

  private static Estimate passthrough(
      PutRequest request, ContentDigest digest, Optional<String> reason) {
    return new Estimate(
        request.address(),
        Form.PASSTHROUGH,
        digest.size(),
        digest.size(),
        Optional.empty(),
        reason);
  }
}
