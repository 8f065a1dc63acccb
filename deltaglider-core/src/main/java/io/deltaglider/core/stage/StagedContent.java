package io.deltaglider.core.stage;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.port.storage.ObjectAddress;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an object's content can be read by who knows nothing of deltas.
 *
 * @param info what is known about the object itself
 * @param address the stored object whose body is the content: the object's own if it is passthrough
 * @param expiry from when on a staged copy may be purged; absent if there is none
 */
public record StagedContent(ObjectInfo info, ObjectAddress address, Optional<Instant> expiry) {
  /** Checks that nothing is null. */
  public StagedContent {
    Objects.requireNonNull(info, "info");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(expiry, "expiry");
  }
}
