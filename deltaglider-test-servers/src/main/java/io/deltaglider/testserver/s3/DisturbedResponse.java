package io.deltaglider.testserver.s3;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Locale;

/** An answer that is cut off, or lacks user metadata. */
final class DisturbedResponse extends HttpServletResponseWrapper {
  private final Reaction reaction;

  DisturbedResponse(HttpServletResponse response, Reaction reaction) {
    super(response);
    this.reaction = reaction;
  }

  @Override
  public void addHeader(String name, String value) {
    boolean metadata = name.toLowerCase(Locale.ROOT).startsWith("x-amz-meta-");
    if (!metadata || reaction.kind() != Reaction.Kind.HIDE_METADATA) {
      super.addHeader(name, value);
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream whole = super.getOutputStream();
    return reaction.kind() == Reaction.Kind.CUT ? new Cut(whole, reaction.bytes()) : whole;
  }

  /** Fails where the answer is to be cut; the container then closes the connection. */
  private static final class Cut extends ServletOutputStream {
    private final ServletOutputStream out;
    private long remaining;

    Cut(ServletOutputStream out, long bytes) {
      this.out = out;
      this.remaining = bytes;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int count = (int) Math.min(length, remaining);
      out.write(bytes, offset, count);
      remaining -= count;
      if (count < length) {
        out.flush();
        throw new IOException("cut as wanted");
      }
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }
}
