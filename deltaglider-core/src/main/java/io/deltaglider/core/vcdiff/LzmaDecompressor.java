package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.Optional;
import org.tukaani.xz.SingleXZInputStream;

/**
 * LZMA sections: all compressed sections of one kind together are one .xz stream, flushed at the
 * end of each and never finished. Not thread-safe.
 */
final class LzmaDecompressor implements SectionDecompressor {
  /** What the xz library counts for decoding on top of the dictionary, rounded up. */
  private static final int OVERHEAD_KIB = 128;

  private final int memoryLimitKib;
  private Optional<SingleXZInputStream> stream = Optional.empty();

  LzmaDecompressor(int maxDictionarySize) {
    this.memoryLimitKib = maxDictionarySize / 1024 + OVERHEAD_KIB;
  }

  @Override
  public void decompress(SectionInput input, GrowingBuffer target, int size) throws IOException {
    try {
      readFully(input, target, size);
      if (input.left() != 0) {
        throw input.malformed("LZMA section: " + input.left() + " bytes too many");
      }
    } catch (IOException e) {
      if (input.failure().isPresent()) {
        throw e;
      }
      throw input.malformed("LZMA section: " + e, e);
    }
  }

  private void readFully(SectionInput input, GrowingBuffer target, int size) throws IOException {
    if (stream.isEmpty()) {
      stream = Optional.of(new SingleXZInputStream(input, memoryLimitKib));
    }
    target.clear();
    while (target.size() < size) {
      int room = target.makeRoom(size);
      int count = stream.get().read(target.bytes(), target.size(), room);
      if (count < 0) {
        throw input.malformed("LZMA section: the stream is finished");
      }
      target.added(count);
    }
  }

  @Override
  public void pass(GrowingBuffer section) {
    // The stream runs across compressed sections only.
  }

  @Override
  public boolean canSkip(boolean anyCompressed) {
    return !anyCompressed;
  }
}
