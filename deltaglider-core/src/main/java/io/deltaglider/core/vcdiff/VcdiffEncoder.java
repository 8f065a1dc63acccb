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
    GapFiller filler = new GapFiller(matcher);
    WindowWriter writer = new WindowWriter(SectionCompressors.of(effort), output, maxSegment, stop);
    byte[] window = new byte[(int) Math.min(WINDOW_SIZE, target.size())];
    long position = 0;
    do {
      int length = (int) Math.min(window.length, target.size() - position);
      target.readFully(position, window, 0, length);
      if (!finder.find(window, length, position, position + source.size() - target.size())) {
        return new EncodeResult(EncodeResult.Outcome.STOPPED, output.written());
      }
      Copies copies = finder.copies();
      if (effort.shortMatches()) {
        copies = filler.fill(window, length, copies);
      }
      EncodeResult.Outcome outcome = writer.write(window, length, copies);
      if (outcome != EncodeResult.Outcome.COMPLETE) {
        return new EncodeResult(outcome, output.written());
      }
      position += length;
    } while (position < target.size());
    return new EncodeResult(EncodeResult.Outcome.COMPLETE, output.written());
  }

  private SectionBuffer streamHeader() {
    SectionBuffer header = new SectionBuffer();
    header.writeInt(VcdiffHeader.MAGIC);
    Optional<ApplicationHeader> applicationHeader = options.applicationHeader();
    header.write(
        VcdiffHeader.VCD_SECONDARY
            | (applicationHeader.isPresent() ? VcdiffHeader.VCD_APPHEADER : 0));
    header.write(SecondaryCompression.LZMA.id());
    if (applicationHeader.isPresent()) {
      byte[] bytes = applicationHeader.get().bytes();
      header.writeVarint(bytes.length);
      header.write(bytes, 0, bytes.length);
    }
    return header;
  }
}
