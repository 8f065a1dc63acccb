package io.deltaglider.benchmark;

import io.deltaglider.benchmark.corpus.CorpusPair;
import io.deltaglider.core.vcdiff.DecoderLimits;
import io.deltaglider.core.vcdiff.EncodeLimits;
import io.deltaglider.core.vcdiff.EncoderOptions;
import io.deltaglider.core.vcdiff.VcdiffDecoder;
import io.deltaglider.core.vcdiff.VcdiffEncoder;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decodes a delta of one release against another; shows target bytes per second and the delta's
 * size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(3)
public class DecodeBenchmark {
  /** Which releases. */
  @Param public CorpusPair pair = CorpusPair.SPARK_JAR;

  /** How hard the encoder tried, from 1 to 9. */
  @Param({"1", "5", "9"})
  public int effort;

  private ByteSource source = ByteSource.of(new byte[0]);
  private byte[] delta = {};

  /** Reads both files and encodes the delta. */
  @Setup
  public void encode() throws IOException {
    Path corpora = CorpusPair.directory();
    source = CorpusPair.read(pair.source(corpora));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new VcdiffEncoder(EncoderOptions.DEFAULT.withEffort(effort))
        .encode(source, CorpusPair.read(pair.target(corpora)), bytes, EncodeLimits.UNLIMITED);
    delta = bytes.toByteArray();
  }

  /** Decodes the whole target. */
  @Benchmark
  public long decode(CodecCounters bytes) throws IOException {
    try (InputStream content =
        new VcdiffDecoder(DecoderLimits.DEFAULT).decode(new ByteArrayInputStream(delta), source)) {
      long size = content.transferTo(OutputStream.nullOutputStream());
      bytes.targetBytes += size;
      bytes.deltaBytes += delta.length;
      return size;
    }
  }
}
