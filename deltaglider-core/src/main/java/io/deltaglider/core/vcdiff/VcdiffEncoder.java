package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Writes VCDIFF (RFC 3284) streams as xdelta3 reads them: the default code table, one Adler-32 per
 * window, optionally an application header, and LZMA secondary compression of those sections where
 * it pays.
 *
 * <p>Matches are found anywhere in the source, whatever its size, with memory bounded by {@link
 * EncoderOptions}. The same options and bytes always give the same stream. Thread-safe: an encoder
 * holds nothing but its options, and each call has its own state.
 */
public final class VcdiffEncoder {
  // RFC 3284 §4.1.
  private static final byte[] MAGIC = {(byte) 0xd6, (byte) 0xc3, (byte) 0xc4, 0};
  private static final int VCD_SECONDARY = 0x01;

  /** xdelta3's bit for an application header. */
  private static final int VCD_APPHEADER = 0x04;

  /** xdelta3's id of LZMA. */
  private static final int LZMA_ID = 2;

  /** The size of a target window in bytes; xdelta3's own, and half of what it accepts. */
  static final int WINDOW_SIZE = 1 << 23;

  private final EncoderOptions options;

  /** Creates an encoder. */
  public VcdiffEncoder(EncoderOptions options) {
    this.options = Objects.requireNonNull(options, "options");
  }

  /**
   * Writes a complete VCDIFF stream that turns {@code source} into {@code target}, unless a limit
   * says to give up. Then what was written is of no use. The stream is neither flushed nor closed.
   *
   * @return how encoding ended
   * @throws IOException if reading or writing fails
   */
  public EncodeResult encode(
      ByteSource source, ByteSource target, OutputStream delta, EncodeLimits limits)
      throws IOException {
    return encode(source, target, delta, limits, WindowWriter.MAX_SEGMENT);
  }

  EncodeResult encode(
      ByteSource source,
      ByteSource target,
      OutputStream delta,
      EncodeLimits limits,
      long maxSegment)
      throws IOException {
    Effort effort = Effort.of(options.effort());
    BooleanSupplier stop = limits.stop();
    DeltaOutput output = new DeltaOutput(delta, limits.maxDeltaBytes());
    if (!output.write(streamHeader())) {
      return new EncodeResult(EncodeResult.Outcome.DELTA_TOO_LARGE, output.written());
    }
    SourceMatcher matcher = new SourceMatcher(new SourcePages(source, options.maxSourceBytes()));
    MatchFinder finder =
        new MatchFinder(source, matcher, options.maxIndexBytes(), effort.stride(), stop);
    WindowWriter writer = new WindowWriter(SectionCompressors.of(effort), output, maxSegment, stop);
    byte[] window = new byte[(int) Math.min(WINDOW_SIZE, target.size())];
    long position = 0;
    do {
      int length = (int) Math.min(window.length, target.size() - position);
      target.readFully(position, window, 0, length);
      EncodeResult.Outcome outcome = EncodeResult.Outcome.STOPPED;
      if (finder.find(window, length, position, position + source.size() - target.size())) {
        outcome = writer.write(window, length, finder.copies());
      }
      if (outcome != EncodeResult.Outcome.COMPLETE) {
        return new EncodeResult(outcome, output.written());
      }
      position += length;
    } while (position < target.size());
    return new EncodeResult(EncodeResult.Outcome.COMPLETE, output.written());
  }

  private SectionBuffer streamHeader() {
    SectionBuffer header = new SectionBuffer();
    header.write(MAGIC, 0, MAGIC.length);
    Optional<byte[]> applicationHeader = options.applicationHeader();
    header.write(VCD_SECONDARY | (applicationHeader.isPresent() ? VCD_APPHEADER : 0));
    header.write(LZMA_ID);
    if (applicationHeader.isPresent()) {
      byte[] bytes = applicationHeader.get();
      header.writeVarint(bytes.length);
      header.write(bytes, 0, bytes.length);
    }
    return header;
  }
}
