package io.deltaglider.core.get;

import io.deltaglider.core.get.GetOperation.References;
import io.deltaglider.core.time.Moment;
import io.deltaglider.core.time.TimeSource;
import java.io.IOException;

/** Opens contents for callers and tells a listener when they are closed. Thread-safe. */
public final class ObservedGets {
  private final GetOperation getting;
  private final GetListener listener;
  private final TimeSource time;

  /** Creates an instance. */
  public ObservedGets(GetOperation getting, GetListener listener, TimeSource time) {
    this.getting = getting;
    this.listener = listener;
    this.time = time;
  }

  /** Opens a content; see {@link GetOperation#open}. */
  public ObjectContent open(GetRequest request) throws IOException {
    Moment start = time.now();
    ObjectContent content = getting.open(request, References.CACHED);
    return new ObjectContent(
        content.info(),
        content.start(),
        content.length(),
        new ObservedInputStream(content.body(), content.info(), listener, time, start));
  }
}
