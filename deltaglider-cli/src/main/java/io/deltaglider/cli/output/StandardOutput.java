package io.deltaglider.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;

/** Standard output, which remembers why it cannot be written. Not thread-safe. */
public final class StandardOutput extends PrintStream {
  private static final int BUFFER_SIZE = 64 * 1024;

  private final Recorder recorder;

  /** Creates a buffered output over the process's own. */
  public StandardOutput(OutputStream stream) {
    this(new Recorder(stream));
  }

  private StandardOutput(Recorder recorder) {
    super(new BufferedOutputStream(recorder, BUFFER_SIZE), false, UTF_8);
    this.recorder = recorder;
  }

  /** Returns why it cannot be written; empty as long as it can. */
  public Optional<IOException> failure() {
    flush();
    return recorder.failure;
  }

  /** Returns whether whoever read it went away, as {@code head} does when it has seen enough. */
  public boolean isAbandoned() {
    // No exception of its own says so; this is strerror(EPIPE) on Linux, macOS and the BSDs.
    return failure().map(IOException::getMessage).filter("Broken pipe"::equals).isPresent();
  }

  /** Fails the same way for ever once it has failed, and keeps what a PrintStream throws away. */
  private static final class Recorder extends FilterOutputStream {
    private Optional<IOException> failure = Optional.empty();

    Recorder(OutputStream stream) {
      super(stream);
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = Optional.of(e);
        throw e;
      }
    }
  }
}
