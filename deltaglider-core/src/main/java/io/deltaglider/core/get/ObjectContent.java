package io.deltaglider.core.get;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * An object's content, open for reading.
 *
 * @param info what is known about the whole object
 * @param start position of the body's first byte in the content
 * @param length how many bytes the body has
 * @param body the bytes. Reading throws {@link io.deltaglider.core.integrity.IntegrityException}
 *     instead of reaching the end if they are not those that were put
 */
public record ObjectContent(ObjectInfo info, long start, long length, InputStream body)
    implements Closeable {
  /** Checks that nothing is null. */
  public ObjectContent {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(body, "body");
  }

  /** Gives back what reading holds. */
  @Override
  public void close() throws IOException {
    body.close();
  }
}
