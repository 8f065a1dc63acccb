package io.deltaglider.core.put;

import io.deltaglider.core.Ports;
import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.DeltaRefusedException.Cause;
import io.deltaglider.core.time.Moment;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.core.vcdiff.DecoderLimits;
import io.deltaglider.core.vcdiff.EncodeLimits;
import io.deltaglider.core.vcdiff.EncodeResult;
import io.deltaglider.core.vcdiff.VcdiffDecoder;
import io.deltaglider.core.vcdiff.VcdiffEncoder;
import io.deltaglider.port.scratch.ByteSource;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encodes deltas and proves that each can be undone. Thread-safe. */
final class DeltaMaker {
  private static final Logger log = LoggerFactory.getLogger(DeltaMaker.class);

  /** What an encoder takes beside index, source and threads: the sections of a target window. */
  private static final long ENCODER_SECTION_BYTES = 24L << 20;

  /** How often a target smaller than a window is held: itself, its sections, their compression. */
  private static final int ENCODER_WINDOW_COPIES = 5;

  private static final int MEBIBYTE = 1 << 20;

  /** How many threads one encoding uses where memory is at hand. */
  private static final int MAX_THREADS = Math.min(8, Runtime.getRuntime().availableProcessors());

  /**
   * Bounds the memory of all encodings that run at once in this process, whatever the number of
   * instances: half of the heap, in MiB.
   */
  private static final Semaphore MEMORY = new Semaphore(heapPart(), true);

  private final Scratch scratch;
  private final Executor executor;
  private final TimeSource time;
  private final PutOptions options;

  DeltaMaker(Ports ports, TimeSource time, PutOptions options) {
    this.scratch = ports.scratch();
    this.executor = ports.executor();
    this.time = time;
    this.options = options;
  }

  private static int heapPart() {
    return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2 / MEBIBYTE);
  }

  /** Returns what an encoding takes of {@link #MEMORY}: at most all there is. */
  private int memory(ByteSource source, ByteSource target) {
    long window = ENCODER_SECTION_BYTES + options.encoder().threadBytes();
    long bytes =
        Math.min(options.encoder().maxIndexBytes(), source.size())
            + Math.min(options.encoder().maxSourceBytes(), source.size())
            + Math.min(window, target.size() * ENCODER_WINDOW_COPIES);
    return (int) Math.min(heapPart(), bytes / MEBIBYTE + 1);
  }

  /**
   * Encodes {@code target} and decodes the result again.
   *
   * @param description what the delta will say about itself
   * @param maxBytes give up when the delta gets larger
   * @return the delta; the caller closes it
   * @throws DeltaRefusedException if no delta within the limits could be made, whatever the cause
   */
  EncodedDelta make(
      SelfDescription description, ByteSource source, ByteSource target, long maxBytes)
      throws DeltaRefusedException {
    int memory = memory(source, target);
    try {
      MEMORY.acquire(memory);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeltaRefusedException(Cause.FAILURE, "interrupted", e);
    }
    int threads = 1;
    int threadMemory = options.encoder().threadBytes() / MEBIBYTE;
    int useful = VcdiffEncoder.usefulThreads(target.size(), MAX_THREADS);
    while (threads < useful && MEMORY.tryAcquire(threadMemory)) {
      threads++;
    }
    try {
      return makeNow(description, source, target, maxBytes, threads);
    } finally {
      MEMORY.release(memory + (threads - 1) * threadMemory);
    }
  }

  private EncodedDelta makeNow(
      SelfDescription description, ByteSource source, ByteSource target, long maxBytes, int threads)
      throws DeltaRefusedException {
    ScratchFile file = create();
    try {
      Sha256 sha256 = encode(description, source, target, maxBytes, threads, file);
      verify(description, source, file);
      return new EncodedDelta(file, sha256, description);
    } catch (IOException e) {
      file.close();
      throw new DeltaRefusedException(Cause.FAILURE, "making a delta failed: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // A defect of the codec must cost space, never the put: the content is stored whole instead.
      file.close();
      log.warn("delta codec failed; storing the content whole", e);
      throw new DeltaRefusedException(Cause.FAILURE, "delta codec failed: " + e, e);
    } catch (DeltaRefusedException e) {
      file.close();
      throw e;
    }
  }

  private ScratchFile create() throws DeltaRefusedException {
    try {
      return scratch.create(0);
    } catch (IOException e) {
      throw new DeltaRefusedException(Cause.FAILURE, "making a delta failed: " + e.getMessage(), e);
    }
  }

  private Sha256 encode(
      SelfDescription description,
      ByteSource source,
      ByteSource target,
      long maxBytes,
      int threads,
      ScratchFile file)
      throws IOException, DeltaRefusedException {
    VcdiffEncoder encoder =
        new VcdiffEncoder(
            options.encoder().withApplicationHeader(description.toApplicationHeader()),
            executor,
            threads);
    Moment start = time.now();
    EncodeLimits limits =
        new EncodeLimits(maxBytes, () -> time.since(start).compareTo(options.maxEncodeTime()) > 0);
    MessageDigest digest = Digests.sha256();
    EncodeResult result;
    try (OutputStream sink = new DigestOutputStream(file.appender(), digest)) {
      result = encoder.encode(source, target, sink, limits);
    }
    switch (result.outcome()) {
      case COMPLETE -> {
        return Sha256.of(digest.digest());
      }
      case DELTA_TOO_LARGE ->
          throw new DeltaRefusedException(Cause.MISFIT, "delta larger than " + maxBytes + " bytes");
      case STOPPED ->
          throw new DeltaRefusedException(
              Cause.FAILURE, "encoding took longer than " + options.maxEncodeTime());
    }
    throw new AssertionError(result.outcome());
  }

  private static void verify(SelfDescription description, ByteSource source, ScratchFile file)
      throws IOException, DeltaRefusedException {
    DecoderLimits limits = DecoderLimits.DEFAULT.withMaxTargetSize(description.size());
    try (InputStream decoded = new VcdiffDecoder(limits).decode(file.stream(), source)) {
      Sha256 actual = Digests.sha256(decoded);
      if (!actual.equals(description.content())) {
        log.warn("a delta decoded to {} instead of {}", actual.hex(), description.content().hex());
        throw new DeltaRefusedException(Cause.FAILURE, "delta did not decode to the content");
      }
    }
  }
}
