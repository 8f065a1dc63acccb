package io.deltaglider.cli.migrate;

import io.deltaglider.cli.store.StoredObjects;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.put.OnlyAs;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Copies objects to another place, as deltas where that saves, or as plain objects. */
final class CopyMover implements Mover {
  private final DeltaGlider from;
  private final DeltaGlider to;
  private final Places places;
  private final boolean plain;

  /**
   * Creates a mover.
   *
   * @param plain whether the target gets plain objects
   */
  CopyMover(DeltaGlider from, DeltaGlider to, Places places, boolean plain) {
    this.from = from;
    this.to = to;
    this.places = places;
    this.plain = plain;
  }

  @Override
  public String target(Item item) {
    return places.targetOf(item.key()).toString();
  }

  @Override
  public Moved move(Item item) throws IOException {
    GetRequest source = GetRequest.of(places.sourceOf(item.key()).address());
    Optional<ObjectContent> opened = StoredObjects.open(from, source);
    if (opened.isEmpty()) {
      return Moved.gone();
    }
    try (ObjectContent content = opened.get()) {
      ObjectInfo info = content.info();
      PutRequest request =
          PutRequest.of(places.targetOf(item.key()).address())
              .withAttributes(Contents.attributes(from, info))
              .withDeclaredSize(info.size())
              .withChecksum(info::checksum);
      PutOutcome outcome =
          plain
              ? Contents.plain(to.put(OnlyAs.PLAIN, request, content.body()), info)
              : to.put(request, content.body());
      Contents.verify(to, places.targetOf(item.key()), outcome.sha256());
      MoveResult result = result(outcome);
      return new Moved(
          result,
          outcome.size(),
          outcome.storedSize(),
          outcome.reason().orElse(""),
          List.of(JournalEntry.of(info, result, outcome.sha256().hex())));
    }
  }

  static MoveResult result(PutOutcome outcome) {
    return switch (outcome.form()) {
      case REFERENCE -> MoveResult.REFERENCE;
      case DELTA -> MoveResult.DELTA;
      case PASSTHROUGH -> MoveResult.PLAIN;
    };
  }
}
