package io.deltaglider.core.vcdiff;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** With a limit above this part of the target nothing is given up before it was tried. */
  private static final double HOPELESS_RATIO = 0.9;

  private final EncoderOptions options;
  private final Executor executor;
  private final int threads;

  /** Creates an encoder that works on its caller's thread alone. */
  public VcdiffEncoder(EncoderOptions options) {
    this(options, Runnable::run, 1);
  }

  /**
   * Creates an encoder that searches several target windows at once. The stream is the same as with
   * one thread.
   *
   * @param executor runs the work beside the caller's thread. One that is busy or refuses costs
   *     speed only
   * @param threads how many windows are at work at once, at least 1; each further one takes about
   *     {@link EncoderOptions#threadBytes} of memory
   */
  public VcdiffEncoder(EncoderOptions options, Executor executor, int threads) {
    this.options = Objects.requireNonNull(options, "options");
    this.executor = Objects.requireNonNull(executor, "executor");
    if (threads < 1) {
      throw new IllegalArgumentException("threads is not at least 1: " + threads);
    }
    this.threads = threads;
  }

  /** Returns how many of so many threads a target of this size can use: one for each window. */
  public static int usefulThreads(long targetSize, int threads) {
    return (int) Math.max(1, Math.min(threads, (targetSize + WINDOW_SIZE - 1) / WINDOW_SIZE));
  }

  /**
   * Writes a complete VCDIFF stream that turns {@code source} into {@code target}, unless a limit
   * says to give up, which samples of a large target may show early. Then what was written is of no
   * use. The stream is neither flushed nor closed.
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
    DeltaOutput output = new DeltaOutput(delta, limits.maxDeltaBytes());
    if (!output.write(streamHeader())) {
      return new EncodeResult(EncodeResult.Outcome.DELTA_TOO_LARGE, output.written());
    }
    WindowWriter writer =
        new WindowWriter(
            SectionCompressors.of(effort),
            new LiteralSegments(new CompressionEstimate(effort.minSaving())),
            output,
            maxSegment,
            limits.stop());
    EncodeResult.Outcome outcome = EncodeResult.Outcome.COMPLETE;
    AtomicBoolean abandoned = new AtomicBoolean();
    BooleanSupplier stop = () -> abandoned.get() || limits.stop().getAsBoolean();
    LazyIndex index = new LazyIndex(source, options.maxIndexBytes(), effort.stride(), stop);
    List<SourceMatcher> sources = sources(source, target);
    if (isHopeless(target, sources.get(0), index, limits)) {
      return new EncodeResult(EncodeResult.Outcome.DELTA_TOO_LARGE, output.written());
    }
    List<WindowMatcher> matchers = new ArrayList<>();
    for (SourceMatcher each : sources) {
      matchers.add(new WindowMatcher(target, each, index, effort, stop));
    }
    try (WindowPipeline windows =
        new WindowPipeline(target.size(), matchers, executor, abandoned)) {
      while (outcome == EncodeResult.Outcome.COMPLETE && windows.hasNext()) {
        Optional<WindowMatcher> matched = windows.next();
        outcome = matched.isPresent() ? writer.write(matched.get()) : EncodeResult.Outcome.STOPPED;
      }
    }
    return new EncodeResult(outcome, output.written());
  }

  /** Returns access to the source for as many threads as there is work for. */
  private List<SourceMatcher> sources(ByteSource source, ByteSource target) {
    int wanted = usefulThreads(target.size(), threads);
    return SourcePages.forThreads(source, options.maxSourceBytes(), wanted).stream()
        .map(SourceMatcher::new)
        .toList();
  }

  private static boolean isHopeless(
      ByteSource target, SourceMatcher source, LazyIndex index, EncodeLimits limits)
      throws IOException {
    return target.size() >= TargetSample.MIN_TARGET
        && limits.maxDeltaBytes() <= HOPELESS_RATIO * target.size()
        && new TargetSample(target, source, index).isUnrelated();
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
