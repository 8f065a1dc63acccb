package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/**
 * LZMA for one kind of section, as xdelta3 frames it: one .xz stream without integrity check runs
 * through the sections of all windows, is flushed behind each and never finished. What was fed to
 * it cannot be taken back, therefore {@link #pays} must be asked first. Not thread-safe.
 */
final class SectionCompressor {
  private static final int FEED = 1 << 16;

  /** What the .xz stream's header and its block's header take. */
  private static final int HEADER_SIZE = 24;

  /** What each flushed section takes beside its content: chunk header and range coder's tail. */
  private static final int FLUSH_SIZE = 12;

  private final LZMA2Options options;
  private final CompressionEstimate estimate;
  private final SectionBuffer compressed = new SectionBuffer();
  private @Nullable XZOutputStream stream;

  SectionCompressor(LZMA2Options options, CompressionEstimate estimate) {
    this.options = options;
    this.estimate = estimate;
  }

  /** Tells whether a section is expected to get smaller by enough. */
  boolean pays(SectionBuffer section) {
    int overhead = FLUSH_SIZE + (stream == null ? HEADER_SIZE : 0);
    return estimate.saving(section.bytes(), section.size()) > overhead;
  }

  /**
   * Compresses a section that {@link #pays}.
   *
   * @return false if {@code stop} said so; this compressor can then not be used any more
   */
  boolean compress(SectionBuffer section, BooleanSupplier stop) throws IOException {
    compressed.clear();
    compressed.writeVarint(section.size());
    XZOutputStream xz = stream;
    if (xz == null) {
      xz = new XZOutputStream(compressed, options, XZ.CHECK_NONE);
      stream = xz;
    }
    for (int done = 0; done < section.size(); done += FEED) {
      if (stop.getAsBoolean()) {
        return false;
      }
      xz.write(section.bytes(), done, Math.min(FEED, section.size() - done));
    }
    xz.flush();
    return true;
  }

  /** Returns the section compressed last, with its original size in front. */
  SectionBuffer compressed() {
    return compressed;
  }
}
