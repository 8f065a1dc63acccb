package io.deltaglider.core.vcdiff;

import java.util.Objects;
import java.util.Optional;

/**
 * How to encode. Change one value with a {@code with} method.
 *
 * <p>Memory is bounded by these options and does not depend on the size of source and target: the
 * index, the source pages, and about 32 MiB and {@link #threadBytes} for one target window, its
 * copies and its sections. For each thread beside the first add {@link #threadBytes}.
 *
 * @param effort the trade between speed and size, from {@link #MIN_EFFORT}, the fastest, to {@link
 *     #MAX_EFFORT}, the smallest delta
 * @param applicationHeader what the stream carries for the application. Stock xdelta3 takes one
 *     that contains {@code /} for file names
 * @param maxIndexBytes the most memory for the index of the source, at least {@link
 *     #MIN_INDEX_BYTES}
 * @param maxSourceBytes the most bytes of the source to hold in memory, at least {@link
 *     #MIN_SOURCE_BYTES}; a smaller source is held whole
 */
public record EncoderOptions(
    int effort,
    Optional<ApplicationHeader> applicationHeader,
    int maxIndexBytes,
    int maxSourceBytes) {
  /** The least effort. */
  public static final int MIN_EFFORT = 1;

  /** The most effort. */
  public static final int MAX_EFFORT = 9;

  /** The effort of {@link #DEFAULT}. */
  public static final int DEFAULT_EFFORT = 5;

  /** The least memory for the index, in bytes. */
  public static final int MIN_INDEX_BYTES = 1 << 10;

  /** The least memory for the source, in bytes. */
  public static final int MIN_SOURCE_BYTES = SourcePages.MIN_BUDGET;

  private static final int MAX_DEFAULT_BYTES = 1 << 26;
  private static final int HEAP_PART = 8;

  /**
   * The default effort, no application header, and for index and source each an eighth of the
   * heap's maximum, but at most 64 MiB.
   */
  public static final EncoderOptions DEFAULT =
      new EncoderOptions(DEFAULT_EFFORT, Optional.empty(), partOfHeap(), partOfHeap());

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public EncoderOptions {
    Objects.requireNonNull(applicationHeader, "applicationHeader");
    if (effort < MIN_EFFORT || effort > MAX_EFFORT) {
      throw new IllegalArgumentException("effort is not 1 to 9: " + effort);
    }
    if (maxIndexBytes < MIN_INDEX_BYTES) {
      throw new IllegalArgumentException("maxIndexBytes is too small: " + maxIndexBytes);
    }
    if (maxSourceBytes < MIN_SOURCE_BYTES) {
      throw new IllegalArgumentException("maxSourceBytes is too small: " + maxSourceBytes);
    }
  }

  /**
   * Returns about how much memory each thread takes, in bytes: a window and its copies; with more
   * effort than the default also what other choices of copies need.
   */
  public int threadBytes() {
    return (Effort.of(effort).parse().isPresent() ? 4 : 2) * VcdiffEncoder.WINDOW_SIZE;
  }

  private static int partOfHeap() {
    long part = Runtime.getRuntime().maxMemory() / HEAP_PART;
    return (int) Math.max(MIN_SOURCE_BYTES, Math.min(MAX_DEFAULT_BYTES, part));
  }

  /** Returns these options with another {@code effort}. */
  public EncoderOptions withEffort(int effort) {
    return new EncoderOptions(effort, applicationHeader, maxIndexBytes, maxSourceBytes);
  }

  /**
   * Returns these options with a copy of these bytes as the application header.
   *
   * @throws IllegalArgumentException if there are more than {@link ApplicationHeader#MAX_SIZE}
   */
  public EncoderOptions withApplicationHeader(byte[] header) {
    return new EncoderOptions(
        effort, Optional.of(ApplicationHeader.of(header)), maxIndexBytes, maxSourceBytes);
  }

  /** Returns these options with another {@code maxIndexBytes}. */
  public EncoderOptions withMaxIndexBytes(int bytes) {
    return new EncoderOptions(effort, applicationHeader, bytes, maxSourceBytes);
  }

  /** Returns these options with another {@code maxSourceBytes}. */
  public EncoderOptions withMaxSourceBytes(int bytes) {
    return new EncoderOptions(effort, applicationHeader, maxIndexBytes, bytes);
  }
}
