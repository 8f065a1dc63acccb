package io.deltaglider.cli.migrate;

import io.deltaglider.cli.store.StoredObjects;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.Estimate;
import io.deltaglider.core.put.OnlyAs;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.select.Eligibility;
import io.deltaglider.core.select.FileTypePolicy;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns plain objects into deltas where they are, if that saves. Each is replaced only if it still
 * has the ETag that was read.
 */
final class InPlaceMover implements Mover {
  /** Headers of the store that a new object would not have, with the values that it would. */
  private static final Map<String, Set<String>> KEPT_BY_STORE =
      Map.of(
          "x-amz-server-side-encryption", Set.of("AES256"),
          "x-amz-server-side-encryption-customer-algorithm", Set.of(),
          "x-amz-object-lock-mode", Set.of(),
          "x-amz-object-lock-legal-hold", Set.of("OFF"),
          "x-amz-website-redirect-location", Set.of());

  private static final String ALREADY = "a delta already";
  private static final String NO_GAIN = "a delta would not be smaller";

  private final DeltaGlider store;
  private final Places places;
  private final DeltaPolicy policy;

  InPlaceMover(DeltaGlider store, Places places) {
    this.store = store;
    this.places = places;
    this.policy = store.policy(places.source().bucket());
  }

  @Override
  public String target(Item item) {
    return places.sourceOf(item.key()).toString();
  }

  @Override
  public Moved move(Item item) throws IOException {
    ObjectAddress address = places.sourceOf(item.key()).address();
    ByteRange head = ByteRange.of(0, FileTypePolicy.HEAD_BYTES - 1L);
    GetRequest request = GetRequest.of(address);
    Optional<ObjectContent> peeked =
        StoredObjects.open(store, item.size() == 0 ? request : request.withRange(head));
    if (peeked.isEmpty()) {
      return Moved.gone();
    }
    ObjectInfo info = peeked.get().info();
    Optional<String> obstacle;
    try (ObjectContent content = peeked.get()) {
      obstacle = obstacle(info, content.body().readNBytes(FileTypePolicy.HEAD_BYTES));
    }
    if (obstacle.isPresent()) {
      return Moved.kept(info, obstacle.get());
    }
    if (item.alone() && !wouldBeDelta(info)) {
      return Moved.kept(info, "nothing that it could share a reference with");
    }
    return replace(info);
  }

  private Optional<String> obstacle(ObjectInfo info, byte[] head) {
    if (info.form() == ObjectInfo.Form.DELTA) {
      return Optional.of(ALREADY);
    }
    for (Map.Entry<String, String> header : info.storeHeaders().entries().entrySet()) {
      Set<String> harmless = KEPT_BY_STORE.get(header.getKey());
      if (harmless != null && !harmless.contains(header.getValue())) {
        return Optional.of("protected (" + header.getKey() + ")");
      }
    }
    Eligibility eligibility = FileTypePolicy.judge(info.address().key(), info.size(), head, policy);
    return eligibility.eligible() ? Optional.empty() : Optional.of(eligibility.reason());
  }

  private boolean wouldBeDelta(ObjectInfo info) throws IOException {
    try (ObjectContent content = store.get(pinned(info))) {
      Estimate estimate = store.estimate(request(info), content.body());
      return estimate.form() == PutOutcome.Form.DELTA;
    }
  }

  private Moved replace(ObjectInfo info) throws IOException {
    PutRequest request =
        request(info)
            .withCondition(WriteCondition.ifMatch(info.storedEtag()))
            .withContentEtag(info.etag());
    Optional<PutOutcome> replaced;
    try (ObjectContent content = store.get(pinned(info))) {
      replaced = store.put(OnlyAs.DELTA, request, content.body());
    }
    if (replaced.isEmpty()) {
      return Moved.kept(info, NO_GAIN);
    }
    PutOutcome outcome = replaced.get();
    ObjectInfo now =
        Contents.verify(store, places.sourceOf(info.address().key()), outcome.sha256());
    MoveResult result = CopyMover.result(outcome);
    String sha256 = outcome.sha256().hex();
    return new Moved(
        result,
        outcome.size(),
        outcome.storedSize(),
        "",
        List.of(JournalEntry.of(info, result, sha256), JournalEntry.of(now, result, sha256)));
  }

  private static GetRequest pinned(ObjectInfo info) {
    return GetRequest.of(info.address()).withIfMatch(info.storedEtag());
  }

  private PutRequest request(ObjectInfo info) {
    return PutRequest.of(info.address())
        .withAttributes(Contents.attributes(store, info).withStorageClass(info.storageClass()))
        .withDeclaredSize(info.size())
        .withChecksum(info::checksum);
  }
}
