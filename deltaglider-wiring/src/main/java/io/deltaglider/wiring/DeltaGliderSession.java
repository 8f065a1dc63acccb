package io.deltaglider.wiring;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Stage;
import com.google.inject.spi.Message;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.stage.StagedContent;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * A store that is open: a {@link DeltaGlider} and everything under it, which {@link #close} closes.
 * Thread-safe.
 */
public final class DeltaGliderSession implements AutoCloseable {
  private final DeltaGlider deltaGlider;
  private final LongSupplier scratchBytes;
  private final Optional<S3Access> s3;
  private final List<AutoCloseable> closeables;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Creates a session over what others built.
   *
   * @param deltaGlider the store
   * @param scratchBytes how many bytes of scratch data there are now
   * @param s3 what an S3 store offers beside; absent for other stores
   * @param closeables what to close with the session, in the order of creation
   */
  public DeltaGliderSession(
      DeltaGlider deltaGlider,
      LongSupplier scratchBytes,
      Optional<S3Access> s3,
      Collection<? extends AutoCloseable> closeables) {
    this.deltaGlider = deltaGlider;
    this.scratchBytes = scratchBytes;
    this.s3 = s3;
    this.closeables = new ArrayList<>(closeables);
    Collections.reverse(this.closeables);
  }

  /**
   * Opens the store that {@code config} names.
   *
   * @throws ConfigurationException if there is no such kind of store, or its adapter is missing
   * @throws IOException if the scratch directory, or a file of credentials, cannot be used
   */
  public static DeltaGliderSession open(DeltaGliderConfig config, Clock clock) throws IOException {
    return open(config, clock, SessionHooks.NONE);
  }

  /**
   * Opens the store that {@code config} names, with something around its parts.
   *
   * @throws ConfigurationException if there is no such kind of store
   * @throws IOException if the scratch directory cannot be used
   */
  public static DeltaGliderSession open(DeltaGliderConfig config, Clock clock, SessionHooks hooks)
      throws IOException {
    try {
      return Guice.createInjector(Stage.PRODUCTION, new DeltaGliderModule(config, clock, hooks))
          .getInstance(DeltaGliderSession.class);
    } catch (CreationException e) {
      for (Message message : e.getErrorMessages()) {
        if (message.getCause() instanceof ConfigurationException cause) {
          throw cause;
        }
        if (message.getCause() instanceof IOException cause) {
          throw cause;
        }
      }
      throw e;
    }
  }

  /** Returns the store. */
  public DeltaGlider deltaGlider() {
    return deltaGlider;
  }

  /** Returns what an S3 store offers beside the glider; absent for other stores. */
  public Optional<S3Access> s3() {
    return s3;
  }

  /** Returns the access control lists of the store's buckets; absent for stores without such. */
  public Optional<BucketAcls> bucketAcls() {
    return s3.map(access -> new S3BucketAcls(access.client()));
  }

  /**
   * Signs a GET of an object's content in an S3 store. The content of a delta is put into the
   * staging area first, where {@link DeltaGlider#purge} finds it when it has expired.
   *
   * @param duration for how long the URL is good; S3 allows a week
   * @param now the time
   * @throws StorageException with {@code NOT_SUPPORTED} if the store is not S3; {@code NO_SUCH_KEY}
   *     or {@code NO_SUCH_BUCKET}, or if the store fails
   * @throws IOException if scratch fails
   */
  public URI presign(ObjectAddress address, Duration duration, Instant now) throws IOException {
    S3Access access =
        s3.orElseThrow(
            () ->
                new StorageException(
                    StorageException.Kind.NOT_SUPPORTED,
                    "presign " + address + ": only S3 can sign URLs"));
    StagedContent staged = deltaGlider.stage(GetRequest.of(address), now.plus(duration));
    return access.sign(staged.address(), duration);
  }

  /** Returns how many bytes of scratch data there are now: 0 when nothing is under way. */
  public long scratchBytes() {
    return scratchBytes.getAsLong();
  }

  /**
   * Flushes the glider and closes everything, the last created first, also if closing some of it
   * fails. Closing again has no effect.
   *
   * @throws IOException the first failure, with the others suppressed
   */
  @Override
  public void close() throws IOException {
    if (closed.getAndSet(true)) {
      return;
    }
    deltaGlider.flush();
    IOException failure = null;
    for (AutoCloseable closeable : closeables) {
      try {
        closeable.close();
      } catch (Exception e) { // what AutoCloseable declares
        if (failure == null) {
          failure = new IOException("closing the store failed: " + e.getMessage(), e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
