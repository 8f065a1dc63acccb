package io.deltaglider.benchmark;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What goes through the codec; bytes of delta per operation are the delta's size. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class CodecCounters {
  /** Bytes of target encoded or decoded. */
  public long targetBytes;

  /** Bytes of delta written or read. */
  public long deltaBytes;

  /** Begins anew. */
  @Setup(Level.Iteration)
  public void reset() {
    targetBytes = 0;
    deltaBytes = 0;
  }
}
