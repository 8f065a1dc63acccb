package io.deltaglider.benchmark;

import io.deltaglider.benchmark.corpus.CorpusPair;
import io.deltaglider.core.vcdiff.EncodeLimits;
import io.deltaglider.core.vcdiff.EncoderOptions;
import io.deltaglider.core.vcdiff.VcdiffEncoder;
import io.deltaglider.port.scratch.ByteSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/** Encodes one release against another; shows target bytes per second and the delta's size. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(3)
public class EncodeBenchmark {
  /** Which releases. */
  @Param public CorpusPair pair = CorpusPair.SPARK_JAR;

  /** How hard to try, from 1 to 9. */
  @Param({"1", "5", "9"})
  public int effort;

  private ByteSource source = ByteSource.of(new byte[0]);
  private ByteSource target = ByteSource.of(new byte[0]);

  /** Reads both files. */
  @Setup
  public void read() throws IOException {
    Path corpora = CorpusPair.directory();
    source = CorpusPair.read(pair.source(corpora));
    target = CorpusPair.read(pair.target(corpora));
  }

  /** Encodes the newer release against the older. */
  @Benchmark
  public int encode(CodecCounters bytes) throws IOException {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    new VcdiffEncoder(EncoderOptions.DEFAULT.withEffort(effort))
        .encode(source, target, delta, EncodeLimits.UNLIMITED);
    bytes.targetBytes += target.size();
    bytes.deltaBytes += delta.size();
    return delta.size();
  }
}
