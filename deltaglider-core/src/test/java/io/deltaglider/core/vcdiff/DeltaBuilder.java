package io.deltaglider.core.vcdiff;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.zip.Adler32;

/** Puts a delta together piece by piece, so that any piece may be wrong. */
final class DeltaBuilder {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Returns a builder that holds the magic and nothing else. */
  static DeltaBuilder magic() {
    return new DeltaBuilder().bytes(0xd6, 0xc3, 0xc4, 0);
  }

  /** Returns a builder that holds a header without any extension. */
  static DeltaBuilder plain() {
    return magic().bytes(0);
  }

  /** Returns a builder that holds a header which names a secondary compressor. */
  static DeltaBuilder compressedBy(SecondaryCompression secondary) {
    return magic().bytes(1, secondary.id());
  }

  DeltaBuilder bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  DeltaBuilder bytes(byte[] values) {
    out.writeBytes(values);
    return this;
  }

  DeltaBuilder varint(long value) {
    byte[] bytes = new byte[Varint.MAX_SIZE];
    out.write(bytes, 0, Varint.write(value, bytes, 0));
    return this;
  }

  DeltaBuilder window(Window window) {
    return bytes(window.toByteArray());
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  /** One window; what is not set is absent or empty. */
  static final class Window {
    private long targetLength;
    private long segmentLength;
    private long segmentPosition;
    private int windowIndicator;
    private int deltaIndicator;
    private byte[] data = new byte[0];
    private byte[] instructions = new byte[0];
    private byte[] addresses = new byte[0];
    private Optional<byte[]> checksummed = Optional.empty();
    private long lengthError;

    Window(long targetLength) {
      this.targetLength = targetLength;
    }

    Window targetLength(long length) {
      targetLength = length;
      return this;
    }

    Window segment(long length, long position) {
      segmentLength = length;
      segmentPosition = position;
      return windowIndicator(WindowHeader.VCD_SOURCE);
    }

    /** Adds bits to the window indicator. */
    Window windowIndicator(int bits) {
      windowIndicator |= bits;
      return this;
    }

    Window deltaIndicator(int bits) {
      deltaIndicator = bits;
      return this;
    }

    Window data(DeltaBuilder bytes) {
      data = bytes.toByteArray();
      return this;
    }

    Window instructions(DeltaBuilder bytes) {
      instructions = bytes.toByteArray();
      return this;
    }

    Window addresses(DeltaBuilder bytes) {
      addresses = bytes.toByteArray();
      return this;
    }

    /** Adds the checksum of {@code target}. */
    Window checksumOf(byte[] target) {
      checksummed = Optional.of(target);
      return windowIndicator(WindowHeader.VCD_ADLER32);
    }

    Window withoutChecksum() {
      checksummed = Optional.empty();
      windowIndicator &= ~WindowHeader.VCD_ADLER32;
      return this;
    }

    /** Makes the length of the delta encoding wrong by so much. */
    Window lengthError(long error) {
      lengthError = error;
      return this;
    }

    private byte[] toByteArray() {
      DeltaBuilder encoding =
          new DeltaBuilder()
              .varint(targetLength)
              .bytes(deltaIndicator)
              .varint(data.length)
              .varint(instructions.length)
              .varint(addresses.length);
      if (checksummed.isPresent()) {
        Adler32 adler = new Adler32();
        adler.update(checksummed.get());
        int value = (int) adler.getValue();
        encoding.bytes(value >>> 24, value >>> 16, value >>> 8, value);
      }
      encoding.bytes(data).bytes(instructions).bytes(addresses);
      DeltaBuilder window = new DeltaBuilder().bytes(windowIndicator);
      if ((windowIndicator & (WindowHeader.VCD_SOURCE | WindowHeader.VCD_TARGET)) != 0) {
        window.varint(segmentLength).varint(segmentPosition);
      }
      byte[] encoded = encoding.toByteArray();
      return window.varint(encoded.length + lengthError).bytes(encoded).toByteArray();
    }
  }
}
