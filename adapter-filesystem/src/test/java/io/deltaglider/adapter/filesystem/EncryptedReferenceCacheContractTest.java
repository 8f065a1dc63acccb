package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.contract.ReferenceCacheContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class EncryptedReferenceCacheContractTest extends ReferenceCacheContract {
  private static final CacheEncryptionKey KEY =
      CacheEncryptionKey.parse("0123456789abcdef".repeat(4));

  @TempDir private Path directory;

  @Override
  protected ReferenceCache openCache(long maxBytes) {
    return new FilesystemReferenceCache(directory, maxBytes, Optional.of(KEY), StorageTests.CLOCK);
  }

  @Override
  protected long heldBytes(long contentBytes) {
    return 40 + contentBytes + 16 * Math.max(1, (contentBytes + 4095) / 4096);
  }

  @Override
  protected boolean damageEntry(ReferenceCache cache, CacheKey key) throws IOException {
    byte[] bytes = Files.readAllBytes(file(key));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(key), bytes);
    return true;
  }

  @Override
  protected boolean truncateEntry(ReferenceCache cache, CacheKey key) throws IOException {
    byte[] bytes = Files.readAllBytes(file(key));
    Files.write(file(key), Arrays.copyOf(bytes, bytes.length - 1));
    return true;
  }

  private Path file(CacheKey key) {
    return directory.resolve("references").resolve(key.sha256() + ".encrypted");
  }
}
