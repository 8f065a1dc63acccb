package io.deltaglider.benchmark.compare;

import io.deltaglider.core.vcdiff.DecoderLimits;
import io.deltaglider.core.vcdiff.EncodeLimits;
import io.deltaglider.core.vcdiff.EncodeResult;
import io.deltaglider.core.vcdiff.EncoderOptions;
import io.deltaglider.core.vcdiff.VcdiffDecoder;
import io.deltaglider.core.vcdiff.VcdiffEncoder;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** This engine as a library, warm, with source, target and delta in memory. */
final class LibraryTool implements Tool {
  private final ToolName name;
  private final VcdiffEncoder encoder;
  private final ByteSource source;
  private final ByteSource target;
  private final byte[] content;
  private final byte[] decoded;
  private byte[] delta = {};

  /**
   * Creates one.
   *
   * @param decoded where to decode to, as long as the target; others may use it in between
   */
  LibraryTool(ToolName name, int effort, byte[] source, byte[] target, byte[] decoded) {
    this.name = name;
    this.encoder = new VcdiffEncoder(EncoderOptions.DEFAULT.withEffort(effort));
    this.source = ByteSource.of(source);
    this.target = ByteSource.of(target);
    this.content = target;
    this.decoded = decoded;
  }

  @Override
  public ToolName name() {
    return name;
  }

  @Override
  public Repetition repetition() {
    return Repetition.WARM;
  }

  @Override
  public Usage encode() throws Exception {
    // As large as the last one was, so that growing it does not count.
    ByteArrayOutputStream output = new ByteArrayOutputStream(delta.length);
    Usage usage =
        InProcess.measure(
            () -> {
              output.reset();
              encoder.encode(source, target, output, EncodeLimits.UNLIMITED);
            });
    delta = output.toByteArray();
    return usage;
  }

  @Override
  public Usage decode() throws Exception {
    Arrays.fill(decoded, (byte) 0);
    Usage usage = InProcess.measure(this::decodeOnce);
    if (!Arrays.equals(decoded, content)) {
      throw new IOException(name.label() + ": the delta does not decode to its target");
    }
    return usage;
  }

  private void decodeOnce() throws IOException {
    try (InputStream stream =
        new VcdiffDecoder(DecoderLimits.DEFAULT).decode(new ByteArrayInputStream(delta), source)) {
      int length = stream.readNBytes(decoded, 0, decoded.length);
      if (length < decoded.length || stream.read() >= 0) {
        throw new IOException(name.label() + ": the delta decodes to another size");
      }
    }
  }

  @Override
  public long deltaBytes() {
    return delta.length;
  }

  /** Measures how long it takes to find out that the delta has more bytes than this. */
  Usage refuse(long maxDeltaBytes) throws Exception {
    return InProcess.measure(
        () -> {
          EncodeResult result =
              encoder.encode(
                  source,
                  target,
                  OutputStream.nullOutputStream(),
                  EncodeLimits.maxDeltaBytes(maxDeltaBytes));
          if (result.outcome() != EncodeResult.Outcome.DELTA_TOO_LARGE) {
            throw new IOException("a delta of random bytes is small: " + result);
          }
        });
  }
}
