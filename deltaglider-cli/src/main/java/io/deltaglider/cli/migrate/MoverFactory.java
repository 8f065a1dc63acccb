package io.deltaglider.cli.migrate;

import io.deltaglider.cli.transfer.PartialFiles;
import io.deltaglider.core.DeltaGlider;
import java.nio.file.Path;

/** Knows how objects are moved. */
@FunctionalInterface
public interface MoverFactory {
  /** Returns what moves objects between these places. */
  Mover create(Places places);

  /** Returns what copies objects into compressed storage. */
  static MoverFactory compressing(DeltaGlider from, DeltaGlider to) {
    return places -> new CopyMover(from, to, places, false);
  }

  /** Returns what compresses objects where they are. */
  static MoverFactory compressingInPlace(DeltaGlider store) {
    return places -> new InPlaceMover(store, places);
  }

  /** Returns what copies objects out of compressed storage. */
  static MoverFactory plain(DeltaGlider from, DeltaGlider to) {
    return places -> new CopyMover(from, to, places, true);
  }

  /** Returns what makes objects plain where they are. */
  static MoverFactory plainInPlace(DeltaGlider store) {
    return places -> new PlainInPlaceMover(store, places);
  }

  /** Returns what writes objects to files below a directory. */
  static MoverFactory files(DeltaGlider from, Path directory, PartialFiles partialFiles) {
    return places -> new DirectoryMover(from, places, directory, partialFiles);
  }
}
