package io.deltaglider.cli.migrate;

import io.deltaglider.cli.store.StoredObjects;
import io.deltaglider.cli.transfer.LocalTree;
import io.deltaglider.cli.transfer.PartialFiles;
import io.deltaglider.cli.transfer.TargetFile;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.integrity.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Writes objects to files below a directory, which have no place for headers and metadata. */
final class DirectoryMover implements Mover {
  private final DeltaGlider from;
  private final Places places;
  private final Path directory;
  private final PartialFiles partialFiles;

  /**
   * Creates a mover.
   *
   * @param places of which only the source counts
   */
  DirectoryMover(DeltaGlider from, Places places, Path directory, PartialFiles partialFiles) {
    this.from = from;
    this.places = places;
    this.directory = directory;
    this.partialFiles = partialFiles;
  }

  @Override
  public String target(Item item) {
    return LocalTree.file(directory, places.below(item.key()))
        .map(Path::toString)
        .orElse(directory.toString());
  }

  @Override
  public Moved move(Item item) throws IOException {
    Optional<Path> file = LocalTree.file(directory, places.below(item.key()));
    Optional<ObjectContent> opened =
        StoredObjects.open(from, GetRequest.of(places.sourceOf(item.key()).address()));
    if (opened.isEmpty()) {
      return Moved.gone();
    }
    try (ObjectContent content = opened.get()) {
      ObjectInfo info = content.info();
      if (info.size() == 0 && item.key().endsWith("/")) {
        return Moved.kept(info, "stands for a directory");
      }
      return write(
          content, file.orElseThrow(() -> LocalTree.noFile("export", places.sourceOf(item.key()))));
    }
  }

  private Moved write(ObjectContent content, Path file) throws IOException {
    ObjectInfo info = content.info();
    String sha256;
    try (TargetFile target = TargetFile.create(file, partialFiles);
        DigestInputStream body = new DigestInputStream(content.body(), Digests.sha256())) {
      body.transferTo(target.stream());
      sha256 = HexFormat.of().formatHex(body.getMessageDigest().digest());
      target.finish(info.lastModified());
    }
    try (InputStream written = Files.newInputStream(file)) {
      String actual = Digests.sha256(written).hex();
      if (!actual.equals(sha256)) {
        throw Contents.differs(file.toString(), sha256, actual);
      }
    }
    return new Moved(
        MoveResult.PLAIN,
        info.size(),
        info.size(),
        "",
        List.of(JournalEntry.of(info, MoveResult.PLAIN, sha256)));
  }
}
