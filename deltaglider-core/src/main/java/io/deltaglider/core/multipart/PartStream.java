package io.deltaglider.core.multipart;

import io.deltaglider.core.integrity.VerifyingInputStream;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.StagedPart;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * The bytes of staged parts, one after the other. Each part is opened when the one before has come
 * to its end, and checked: it must be the one that was asked for, and have the size and hash that
 * its metadata says. Not thread-safe.
 */
final class PartStream extends InputStream {
  private final StoragePort storage;
  private final Iterator<PartSource> following;
  private InputStream current = InputStream.nullInputStream();

  PartStream(StoragePort storage, List<PartSource> parts) {
    this.storage = storage;
    this.following = parts.iterator();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads as {@link InputStream#read(byte[], int, int)} does.
   *
   * @throws MultipartException with {@code INVALID_PART}
   * @throws StorageException if the store fails
   * @throws io.deltaglider.core.integrity.IntegrityException if a part is damaged
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    int count = current.read(buffer, offset, length);
    while (count < 0 && following.hasNext()) {
      current.close();
      current = open(following.next());
      count = current.read(buffer, offset, length);
    }
    return count;
  }

  private InputStream open(PartSource part) throws IOException {
    ObjectReader reader;
    try {
      reader = storage.open(part.stored());
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_KEY) {
        throw part.invalid("is gone");
      }
      throw e;
    }
    try {
      StagedPart staged = MetadataCodec.decodePart(reader.head()).orElseThrow(() -> damaged(part));
      if (!staged.md5().equals(part.etag())) {
        throw part.invalid("has ETag '" + staged.md5() + "', not '" + part.etag() + "'");
      }
      if (staged.size() != part.size()) {
        throw part.invalid("was sent again meanwhile");
      }
      return new VerifyingInputStream(
          new StoreStream(reader.body(), part.stored()),
          part.stored(),
          staged.size(),
          staged.sha256());
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static StorageException damaged(PartSource part) {
    return new StorageException(
        Kind.DAMAGED, "read " + part.stored() + ": its metadata does not describe a part");
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
