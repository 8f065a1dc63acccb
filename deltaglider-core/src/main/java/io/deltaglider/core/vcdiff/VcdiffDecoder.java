package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;

/**
 * Restores a target from a delta and the source it was made against: RFC 3284 with the default code
 * table, and what xdelta3 adds to it: checksums of windows, an application header, and secondary
 * compression by LZMA, DJW or FGK. Windows that copy from earlier target and custom code tables,
 * which xdelta3 never emits, are refused.
 *
 * <p>Deltas may be hostile: whatever the bytes, decoding ends after work in proportion to the
 * delta's and the target's size, stays within the {@link DecoderLimits}, and throws nothing but
 * {@link MalformedDeltaException}.
 *
 * <p>Thread-safe; the streams it returns are not.
 */
public final class VcdiffDecoder {
  private final DecoderLimits limits;

  /** Creates a decoder whose every stream keeps to {@code limits}. */
  public VcdiffDecoder(DecoderLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * Returns the whole target, decoded window by window as it is read.
   *
   * <p>Reading throws {@link MalformedDeltaException} if the delta is malformed or a window's
   * checksum says that the source is another one, and {@link java.io.IOException} only if the
   * delta's stream or the source fails or the stream is closed. A window is handed out only after
   * its checksum, if it has one, was compared. After a failure the stream yields no more bytes.
   *
   * @param delta a delta from its start; closed with the returned stream
   * @param source what the delta was made against, empty if nothing; never closed
   */
  public InputStream decode(InputStream delta, ByteSource source) {
    return new TargetInputStream(
        Objects.requireNonNull(delta, "delta"), source, limits, 0, Optional.empty());
  }

  /**
   * Returns the bytes of the target from {@code from}, inclusive, to {@code to}, exclusive, as
   * {@link #decode(InputStream, ByteSource)} does. Windows outside the range are not executed, and
   * the delta is read no further than the last window needed. A target that ends before {@code to}
   * is malformed. An empty range is empty whatever the delta.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to}
   */
  public InputStream decode(InputStream delta, ByteSource source, long from, long to) {
    Objects.checkFromToIndex(from, to, Long.MAX_VALUE);
    return new TargetInputStream(
        Objects.requireNonNull(delta, "delta"), source, limits, from, Optional.of(to));
  }
}
