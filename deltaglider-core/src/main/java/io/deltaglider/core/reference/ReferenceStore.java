package io.deltaglider.core.reference;

import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.model.BoundedMap;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.reference.ReferenceLook.Standing;
import io.deltaglider.core.time.Moment;
import io.deltaglider.core.time.TimeSource;
import io.deltaglider.port.cache.CacheKey;
import io.deltaglider.port.cache.CachedReference;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.ByteSource;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchFile;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Looks references up, creates them and opens them verified. Thread-safe. */
public final class ReferenceStore {
  private static final Duration TRUSTED_FOR = Duration.ofSeconds(60);
  private static final int MAX_REMEMBERED = 1000;
  private static final int LOCKS = 64;

  private final StoragePort storage;
  private final ReferenceCache cache;
  private final Scratch scratch;
  private final TimeSource time;
  private final BoundedMap<ObjectAddress, Moment> usableSince = new BoundedMap<>(MAX_REMEMBERED);

  /** One reader fetches a reference while others of the same one wait, then find it cached. */
  private final Lock[] fetching = new Lock[LOCKS];

  /** Creates an instance over a store. */
  public ReferenceStore(
      StoragePort storage, ReferenceCache cache, Scratch scratch, TimeSource time) {
    this.storage = storage;
    this.cache = cache;
    this.scratch = scratch;
    this.time = time;
    for (int i = 0; i < LOCKS; i++) {
      fetching[i] = new ReentrantLock();
    }
  }

  /**
   * Looks whether a reference may be used. A look that found it usable is trusted for a minute, and
   * then carries the moment of the first look.
   *
   * @throws StorageException if the store refuses or fails; this never means that there is none
   */
  public ReferenceLook look(String bucket, Sha256 content) {
    return fresh(bucket, content)
        .map(at -> new ReferenceLook(Standing.USABLE, at))
        .orElseGet(() -> lookAgain(bucket, content));
  }

  /** Returns whether {@link #look} would answer without asking the store. */
  public boolean isFresh(String bucket, Sha256 content) {
    return fresh(bucket, content).isPresent();
  }

  private Optional<Moment> fresh(String bucket, Sha256 content) {
    return usableSince
        .get(BucketLayout.reference(bucket, content))
        .filter(at -> time.since(at).compareTo(TRUSTED_FOR) < 0);
  }

  /** Looks in the store, whatever is remembered. */
  public ReferenceLook lookAgain(String bucket, Sha256 content) {
    ObjectAddress reference = BucketLayout.reference(bucket, content);
    usableSince.remove(reference);
    Moment at = time.now();
    // One listing shows both the reference and its marker as they are at one moment.
    Set<String> keys = new HashSet<>();
    for (ListedObject object :
        storage.list(ListQuery.of(bucket, BucketLayout.besideReference(content))).objects()) {
      keys.add(object.key());
    }
    if (keys.contains(BucketLayout.condemned(bucket, content).key())) {
      return new ReferenceLook(Standing.CONDEMNED, at);
    }
    if (!keys.contains(reference.key())) {
      return new ReferenceLook(Standing.MISSING, at);
    }
    usableSince.put(reference, at);
    return new ReferenceLook(Standing.USABLE, at);
  }

  /** Forgets that a reference was usable, because it turned out otherwise. */
  public void forget(String bucket, Sha256 content) {
    usableSince.remove(BucketLayout.reference(bucket, content));
  }

  /** Forgets what is remembered of a bucket, because it was deleted. */
  public void forgetBucket(String bucket) {
    usableSince.removeIf(reference -> reference.bucket().equals(bucket));
  }

  /**
   * Writes a reference that a look found missing; from then on that look counts as one that found
   * it usable. Writing it twice is harmless.
   */
  public void create(String bucket, Sha256 sha256, ByteSource content, ReferenceLook look) {
    boolean conditional = storage.supports(Capability.CONDITIONAL_PUT, bucket);
    try {
      storage.put(
          BucketLayout.reference(bucket, sha256),
          ContentSource.of(content),
          MetadataCodec.encodeReference(sha256, content.size(), time.now().wall()),
          conditional ? WriteCondition.ifAbsent() : WriteCondition.always());
    } catch (StorageException e) {
      // Another writer of the same content was first: the bytes are the same.
      if (e.kind() != Kind.PRECONDITION_FAILED) {
        throw e;
      }
    }
    usableSince.put(BucketLayout.reference(bucket, sha256), look.at());
  }

  /**
   * Opens a reference whose bytes have just been checked against their hash, from the cache or the
   * store.
   *
   * @return the reference; the caller closes it
   * @throws StorageException with {@code NO_SUCH_KEY} if it is not in the store
   * @throws IntegrityException if the stored bytes are not those of its name
   * @throws IOException if scratch fails
   */
  public OpenReference open(String bucket, Sha256 content) throws IOException {
    CacheKey key = new CacheKey(content.hex());
    Optional<OpenReference> cached = openCached(key);
    if (cached.isPresent()) {
      return cached.get();
    }
    Lock lock = fetching[Math.floorMod(content.hashCode(), LOCKS)];
    lock.lock();
    try {
      Optional<OpenReference> meanwhile = openCached(key);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      ScratchFile file = fetch(bucket, content);
      cache.store(key, file);
      return new OpenReference(file, file::close);
    } finally {
      lock.unlock();
    }
  }

  /** Opens a reference as the store holds it now, past the cache; see {@link #open}. */
  public OpenReference openStored(String bucket, Sha256 content) throws IOException {
    ScratchFile file = fetch(bucket, content);
    return new OpenReference(file, file::close);
  }

  private Optional<OpenReference> openCached(CacheKey key) {
    Optional<CachedReference> cached = cache.open(key);
    return cached.map(reference -> new OpenReference(reference, reference::close));
  }

  private ScratchFile fetch(String bucket, Sha256 content) throws IOException {
    ObjectAddress address = BucketLayout.reference(bucket, content);
    try (ObjectReader reader = storage.open(address)) {
      ScratchFile file = scratch.create(reader.head().size());
      try {
        Sha256 actual = copy(reader.body(), file, address);
        if (!actual.equals(content)) {
          throw new IntegrityException(
              address, "reference", "SHA-256 " + content.hex(), "SHA-256 " + actual.hex());
        }
        return file;
      } catch (IOException | RuntimeException e) {
        file.close();
        throw e;
      }
    }
  }

  private static Sha256 copy(InputStream body, ScratchFile file, ObjectAddress address)
      throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] buffer = new byte[Digests.BUFFER_SIZE];
    for (int count = read(body, buffer, address); count >= 0; ) {
      digest.update(buffer, 0, count);
      file.append(buffer, 0, count);
      count = read(body, buffer, address);
    }
    return Sha256.of(digest.digest());
  }

  private static int read(InputStream body, byte[] buffer, ObjectAddress address) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + address);
    }
  }
}
