package io.deltaglider.core.vcdiff;

import io.deltaglider.benchmark.corpus.CorpusPair;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The loops of the encoder one by one: indexing the source, finding the copies of all windows, and
 * their checksums. Shows bytes per second; for the copies also how many there are, and the bytes
 * that none covers, of which the delta is made.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(3)
public class MatchBenchmark {
  /** Which releases. */
  @Param public CorpusPair pair = CorpusPair.SPARK_JAR;

  /** How hard to try, from 1 to 9. */
  @Param({"1", "5", "9"})
  public int effort = EncoderOptions.DEFAULT_EFFORT;

  private ByteSource source = ByteSource.of(new byte[0]);
  private byte[] target = {};
  private WindowMatcher matcher = matcher();

  /** Bytes gone through, and what was found; the latter two per operation are those of a delta. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Found {
    /** Bytes of source or target gone through. */
    public long bytes;

    /** Copies found. */
    public long copies;

    /** Bytes of target that none of them covers. */
    public long literals;

    /** Begins anew. */
    @Setup(Level.Iteration)
    public void reset() {
      bytes = 0;
      copies = 0;
      literals = 0;
    }
  }

  /** Reads both files and indexes the source. */
  @Setup
  public void read() throws IOException {
    Path corpora = CorpusPair.directory();
    source = CorpusPair.read(pair.source(corpora));
    target = CorpusPair.read(pair.target(corpora)).array().orElseThrow();
    matcher = matcher();
  }

  private WindowMatcher matcher() {
    EncoderOptions options = EncoderOptions.DEFAULT;
    SourcePages pages = new SourcePages(source, options.maxSourceBytes());
    return new WindowMatcher(
        ByteSource.of(target), new SourceMatcher(pages), index(), Effort.of(effort), () -> false);
  }

  private LazyIndex index() {
    int maxBytes = EncoderOptions.DEFAULT.maxIndexBytes();
    return new LazyIndex(source, maxBytes, Effort.of(effort).stride(), () -> false);
  }

  /** Indexes the source. */
  @Benchmark
  public boolean index(Found found) throws IOException {
    found.bytes += source.size();
    return index().get().isPresent();
  }

  /** Finds the copies of every window. */
  @Benchmark
  public long match(Found found) throws IOException {
    long copied = 0;
    for (long position = 0; position < target.length; position += VcdiffEncoder.WINDOW_SIZE) {
      if (!matcher.match(position)) {
        throw new IllegalStateException("nobody said to stop");
      }
      copied += matcher.copies().coveredFrom(0);
      found.copies += matcher.copies().count();
    }
    found.bytes += target.length;
    found.literals += target.length - copied;
    return copied;
  }

  /** Computes the checksum of the target. */
  @Benchmark
  public int checksum(Found found) {
    found.bytes += target.length;
    return WindowChecksum.of(target, 0, target.length);
  }
}
