package io.deltaglider.cli.migrate;

import io.deltaglider.cli.store.StoredObjects;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.OnlyAs;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Turns deltas into plain objects where they are. Each is replaced only if it still has the ETag
 * that was read.
 */
final class PlainInPlaceMover implements Mover {
  private final DeltaGlider store;
  private final Places places;

  PlainInPlaceMover(DeltaGlider store, Places places) {
    this.store = store;
    this.places = places;
  }

  @Override
  public String target(Item item) {
    return places.sourceOf(item.key()).toString();
  }

  @Override
  public Moved move(Item item) throws IOException {
    GetRequest source = GetRequest.of(places.sourceOf(item.key()).address());
    Optional<ObjectContent> opened = StoredObjects.open(store, source);
    if (opened.isEmpty()) {
      return Moved.gone();
    }
    try (ObjectContent content = opened.get()) {
      ObjectInfo info = content.info();
      if (info.form() == ObjectInfo.Form.PASSTHROUGH) {
        return Moved.kept(info, "stored whole already");
      }
      return replace(info, content);
    }
  }

  private Moved replace(ObjectInfo info, ObjectContent content) throws IOException {
    PutRequest request =
        PutRequest.of(info.address())
            .withAttributes(Contents.attributes(store, info).withStorageClass(info.storageClass()))
            .withDeclaredSize(info.size())
            .withCondition(WriteCondition.ifMatch(info.storedEtag()));
    PutOutcome outcome = Contents.plain(store.put(OnlyAs.PLAIN, request, content.body()), info);
    ObjectInfo now =
        Contents.verify(store, places.sourceOf(info.address().key()), outcome.sha256());
    String sha256 = outcome.sha256().hex();
    return new Moved(
        MoveResult.PLAIN,
        outcome.size(),
        outcome.storedSize(),
        "",
        List.of(
            JournalEntry.of(info, MoveResult.PLAIN, sha256),
            JournalEntry.of(now, MoveResult.PLAIN, sha256)));
  }
}
