package io.deltaglider.testserver.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.Arrays;

/** Passes one body on, byte for byte, and without waiting for bytes before it passes on others. */
final class BodyRelay {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final int MAX_TRAILER_LINES = 100;

  private final InputStream in;
  private final OutputStream out;
  private final BodyMeter meter;
  private final byte[] buffer = new byte[BUFFER_BYTES];

  BodyRelay(InputStream in, OutputStream out, BodyMeter meter) {
    this.in = in;
    this.out = out;
    this.meter = meter;
  }

  /**
   * Passes the body on.
   *
   * @throws SinkException if the bytes cannot be written
   * @throws IOException if they cannot be read, or as the meter wills
   */
  void run(BodyFraming framing) throws IOException {
    switch (framing.kind()) {
      case LENGTH -> {
        if (framing.length() > 0) {
          meter.expect(framing.length());
          copy(framing.length());
        }
      }
      case CHUNKED -> copyChunks();
      case UNTIL_CLOSE -> copyAll();
    }
    flush();
  }

  private void copy(long length) throws IOException {
    long left = length;
    while (left > 0) {
      int count = copySome(left);
      if (count < 0) {
        throw new EOFException("a body ended " + left + " bytes early");
      }
      left -= count;
    }
  }

  private void copyAll() throws IOException {
    int count = 0;
    while (count >= 0) {
      count = copySome(Long.MAX_VALUE);
    }
    strikeAtEnd();
  }

  private int copySome(long limit) throws IOException {
    if (meter.isDue()) {
      flush();
      meter.strike();
    }
    int wanted = (int) Math.min(buffer.length, Math.min(limit, meter.room()));
    int count = in.read(buffer, 0, wanted);
    if (count > 0) {
      meter.count(count);
      write(buffer, count);
      if (in.available() == 0) {
        flush();
      }
    }
    return count;
  }

  private void copyChunks() throws IOException {
    while (true) {
      byte[] line = readLine();
      long size = chunkSize(line);
      if (size == 0) {
        strikeAtEnd();
        write(line, line.length);
        copyTrailers();
        return;
      }
      write(line, line.length);
      copy(size);
      byte[] end = readLine();
      if (end.length != 2) {
        throw new ProtocolException("a chunk is longer than it says");
      }
      write(end, end.length);
    }
  }

  private void copyTrailers() throws IOException {
    for (int i = 0; i < MAX_TRAILER_LINES; i++) {
      byte[] line = readLine();
      write(line, line.length);
      if (line.length == 2) {
        return;
      }
    }
    throw new ProtocolException("more than " + MAX_TRAILER_LINES + " trailers");
  }

  private void strikeAtEnd() throws IOException {
    if (meter.isPending()) {
      flush();
      meter.strike();
    }
  }

  private static long chunkSize(byte[] line) throws ProtocolException {
    String text = new String(line, ISO_8859_1);
    int extension = text.indexOf(';');
    String digits = (extension < 0 ? text : text.substring(0, extension)).strip();
    if (!digits.matches("[0-9a-fA-F]{1,15}")) {
      throw new ProtocolException("not the size of a chunk: " + digits);
    }
    return Long.parseLong(digits, 16);
  }

  /** Reads a line with its end, CR and LF. */
  private byte[] readLine() throws IOException {
    int length = 0;
    while (length < MAX_LINE_BYTES) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("a chunked body ended early");
      }
      buffer[length] = (byte) next;
      length++;
      if (next == '\n' && length >= 2 && buffer[length - 2] == '\r') {
        return Arrays.copyOf(buffer, length);
      }
    }
    throw new ProtocolException("a line of more than " + MAX_LINE_BYTES + " bytes in a body");
  }

  private void write(byte[] bytes, int length) throws SinkException {
    try {
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }

  private void flush() throws SinkException {
    try {
      out.flush();
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }
}
