package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * The parts of one object, made by several threads at once. After a failure no further part is
 * begun, and it is reported only when no part is being made any more, so that the upload can be
 * aborted without leaving a late part behind.
 */
final class PartedUpload {
  /** The most parts that S3 takes. */
  static final int MAX_PARTS = 10_000;

  private static final int PART_UNIT = 1 << 20;

  /** Makes one part, of the bytes from {@code from} to before {@code to}. */
  @FunctionalInterface
  interface PartMaker {
    CompletedPart make(int number, long from, long to);
  }

  private final ObjectAddress address;
  private final long size;
  private final long partSize;
  private final PartMaker maker;
  private final AtomicReferenceArray<CompletedPart> made;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean failed = new AtomicBoolean();

  PartedUpload(ObjectAddress address, long size, long smallestPart, PartMaker maker) {
    this.address = address;
    this.size = size;
    this.partSize = partSize(size, smallestPart);
    this.maker = maker;
    this.made = new AtomicReferenceArray<>((int) ((size + partSize - 1) / partSize));
  }

  /** Returns the smallest number of whole mebibytes with which the parts are not too many. */
  static long partSize(long size, long smallest) {
    long needed = (size + MAX_PARTS - 1) / MAX_PARTS;
    if (needed <= smallest) {
      return smallest;
    }
    return (needed + PART_UNIT - 1) / PART_UNIT * PART_UNIT;
  }

  /**
   * Makes all parts.
   *
   * @param executor whose threads make them; at most {@code threads} at once are for this upload
   * @return the parts in order
   */
  List<CompletedPart> run(ExecutorService executor, int threads) {
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < Math.min(threads, made.length()); i++) {
      workers.add(executor.submit(this::makeParts));
    }
    Throwable failure = null;
    boolean interrupted = false;
    for (Future<?> worker : workers) {
      try {
        interrupted |= await(worker);
      } catch (ExecutionException e) {
        failure = first(failure, e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      failure =
          first(
              new StorageException(Kind.UNAVAILABLE, "put " + address + ": interrupted"), failure);
    }
    rethrow(failure);
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 0; i < made.length(); i++) {
      parts.add(made.get(i));
    }
    return parts;
  }

  private void makeParts() {
    try {
      for (int i = next.getAndIncrement(); i < made.length(); i = next.getAndIncrement()) {
        if (failed.get()) {
          return;
        }
        long from = i * partSize;
        made.set(i, maker.make(i + 1, from, Math.min(size, from + partSize)));
      }
    } catch (RuntimeException | Error e) {
      failed.set(true);
      throw e;
    }
  }

  /** Waits to the end whatever happens; returns whether this thread was interrupted meanwhile. */
  private boolean await(Future<?> worker) throws ExecutionException {
    boolean interrupted = false;
    while (true) {
      try {
        worker.get();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        failed.set(true);
      }
    }
  }

  private static @Nullable Throwable first(@Nullable Throwable first, @Nullable Throwable second) {
    if (first == null) {
      return second;
    }
    if (second != null) {
      first.addSuppressed(second);
    }
    return first;
  }

  private static void rethrow(@Nullable Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
