package io.deltaglider.adapter.gcs;

import com.google.api.client.http.AbstractInputStreamContent;
import io.deltaglider.port.storage.ContentSource;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an upload, which each attempt opens anew. They are the stated number, or reading
 * fails before the last of them is handed out, so that no upload of another number is completed.
 * Used by one thread.
 */
final class UploadContent extends AbstractInputStreamContent implements AutoCloseable {
  private final ContentSource content;
  private @Nullable InputStream open;
  private Optional<IOException> failure = Optional.empty();
  private boolean otherSize;

  UploadContent(Optional<String> type, ContentSource content) {
    // Google's own clients always say one; StoredNote tells it from one that was given.
    super(type.orElse(StoredObject.NO_TYPE));
    this.content = content;
  }

  /** Returns why the content, not the network, failed. */
  Optional<IOException> failure() {
    return failure;
  }

  /** Returns whether the failure is that there are fewer or more bytes than stated. */
  boolean hasOtherSize() {
    return otherSize;
  }

  @Override
  public long getLength() {
    return content.size();
  }

  @Override
  public boolean retrySupported() {
    return true;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    close();
    try {
      InputStream checked = new CheckedStream(content.open());
      open = checked;
      return checked;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Closes the stream that was opened last. */
  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }

  private IOException failed(IOException e) {
    failure = Optional.of(e);
    return e;
  }

  /** Hands out the last byte only when it has seen that no other follows. */
  private final class CheckedStream extends FilterInputStream {
    private long remaining = content.size();

    CheckedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      try {
        return readChecked(buffer, offset, length);
      } catch (IOException e) {
        throw failed(e);
      }
    }

    private int readChecked(byte[] buffer, int offset, int length) throws IOException {
      if (remaining == 0) {
        checkEnd();
        return -1;
      }
      int count = super.read(buffer, offset, (int) Math.min(length, remaining));
      if (count < 0) {
        throw otherSize("ends " + remaining + " bytes before its size " + content.size());
      }
      remaining -= count;
      if (remaining == 0) {
        checkEnd();
      }
      return count;
    }

    private void checkEnd() throws IOException {
      if (super.read(new byte[1], 0, 1) >= 0) {
        throw otherSize("has more bytes than its size " + content.size());
      }
    }

    private IOException otherSize(String what) {
      otherSize = true;
      return new IOException("the content " + what);
    }

    @Override
    public long skip(long count) throws IOException {
      return Math.max(0, read(new byte[(int) Math.max(0, Math.min(count, 8192))]));
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
