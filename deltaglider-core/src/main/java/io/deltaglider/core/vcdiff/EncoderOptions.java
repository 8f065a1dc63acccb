package io.deltaglider.core.vcdiff;

import java.util.Optional;

/**
 * How to encode. Immutable; change one value with a {@code with} method.
 *
 * <p>Memory is bounded by these options and does not depend on the size of source and target: the
 * index, the source pages, and about 40 MiB for one target window and its sections.
 */
public final class EncoderOptions {
  /** The least effort: the fastest. */
  public static final int MIN_EFFORT = 1;

  /** The most effort: the smallest delta. */
  public static final int MAX_EFFORT = 9;

  /** The effort that {@link #DEFAULT} has. */
  public static final int DEFAULT_EFFORT = 5;

  /** The least memory for the index, in bytes. */
  public static final int MIN_INDEX_BYTES = 1 << 10;

  /** The least memory for pages of the source, in bytes. */
  public static final int MIN_SOURCE_BYTES = SourcePages.MIN_BUDGET;

  private static final int MAX_DEFAULT_BYTES = 1 << 26;
  private static final int HEAP_PART = 8;

  /**
   * The default effort, no application header, and an eighth of the heap, at most 64 MiB, for the
   * index and for source pages each.
   */
  public static final EncoderOptions DEFAULT =
      new EncoderOptions(DEFAULT_EFFORT, Optional.empty(), heapPart(), heapPart());

  private final int effort;
  private final Optional<byte[]> applicationHeader;
  private final int maxIndexBytes;
  private final int maxSourceBytes;

  private EncoderOptions(
      int effort, Optional<byte[]> applicationHeader, int maxIndexBytes, int maxSourceBytes) {
    this.effort = effort;
    this.applicationHeader = applicationHeader;
    this.maxIndexBytes = maxIndexBytes;
    this.maxSourceBytes = maxSourceBytes;
  }

  private static int heapPart() {
    long part = Runtime.getRuntime().maxMemory() / HEAP_PART;
    return (int) Math.max(MIN_SOURCE_BYTES, Math.min(MAX_DEFAULT_BYTES, part));
  }

  /** Returns the trade between speed and size, from {@link #MIN_EFFORT} to {@link #MAX_EFFORT}. */
  public int effort() {
    return effort;
  }

  /** Returns a copy of the application header, if there is one. */
  public Optional<byte[]> applicationHeader() {
    return applicationHeader.map(byte[]::clone);
  }

  /** Returns the most memory that the index of the source may take, in bytes. */
  public int maxIndexBytes() {
    return maxIndexBytes;
  }

  /** Returns the most bytes of the source to hold in memory; a smaller source is held whole. */
  public int maxSourceBytes() {
    return maxSourceBytes;
  }

  /**
   * Returns these options with another effort.
   *
   * @throws IllegalArgumentException if it is not {@link #MIN_EFFORT} to {@link #MAX_EFFORT}
   */
  public EncoderOptions withEffort(int effort) {
    if (effort < MIN_EFFORT || effort > MAX_EFFORT) {
      throw new IllegalArgumentException("effort is not 1 to 9: " + effort);
    }
    return new EncoderOptions(effort, applicationHeader, maxIndexBytes, maxSourceBytes);
  }

  /**
   * Returns these options with an application header, which the stream carries as it is. Stock
   * xdelta3 takes a header that contains {@code /} for file names.
   */
  public EncoderOptions withApplicationHeader(byte[] header) {
    return new EncoderOptions(effort, Optional.of(header.clone()), maxIndexBytes, maxSourceBytes);
  }

  /**
   * Returns these options with another memory budget for the index.
   *
   * @throws IllegalArgumentException if it is below {@link #MIN_INDEX_BYTES}
   */
  public EncoderOptions withMaxIndexBytes(int bytes) {
    requireAtLeast(MIN_INDEX_BYTES, bytes, "maxIndexBytes");
    return new EncoderOptions(effort, applicationHeader, bytes, maxSourceBytes);
  }

  /**
   * Returns these options with another memory budget for the source.
   *
   * @throws IllegalArgumentException if it is below {@link #MIN_SOURCE_BYTES}
   */
  public EncoderOptions withMaxSourceBytes(int bytes) {
    requireAtLeast(MIN_SOURCE_BYTES, bytes, "maxSourceBytes");
    return new EncoderOptions(effort, applicationHeader, maxIndexBytes, bytes);
  }

  private static void requireAtLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is below " + least + ": " + value);
    }
  }

  @Override
  public String toString() {
    return "EncoderOptions[effort="
        + effort
        + ", applicationHeader="
        + applicationHeader.map(header -> header.length + " bytes").orElse("none")
        + ", maxIndexBytes="
        + maxIndexBytes
        + ", maxSourceBytes="
        + maxSourceBytes
        + "]";
  }
}
