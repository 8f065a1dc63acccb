package io.deltaglider.testserver.proxy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Passes a request's body on while another thread waits for the answer, since servers may answer
 * before they have read it all. A client that fails meanwhile ends both connections.
 */
final class RequestPump {
  private final ConnectionSockets sockets;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean whole;

  private RequestPump(ConnectionSockets sockets) {
    this.sockets = sockets;
  }

  /** Begins with a body. */
  static RequestPump start(
      ConnectionSockets sockets,
      ConnectionSockets.Side upstream,
      BodyFraming framing,
      BodyMeter meter,
      Executor executor) {
    RequestPump pump = new RequestPump(sockets);
    if (framing.isNone()) {
      pump.whole = true;
      pump.ended.countDown();
    } else {
      BodyRelay relay = new BodyRelay(sockets.client().in(), upstream.out(), meter);
      executor.execute(() -> pump.run(relay, framing));
    }
    return pump;
  }

  private void run(BodyRelay relay, BodyFraming framing) {
    try {
      pass(relay, framing);
    } catch (IOException e) {
      whole = false; // Neither connection could be ended properly: both are gone already.
    } finally {
      ended.countDown();
    }
  }

  private void pass(BodyRelay relay, BodyFraming framing) throws IOException {
    try {
      relay.run(framing);
      whole = true;
    } catch (SinkException e) {
      whole = false; // The server does not want more. Its answer, if there is one, says why.
    } catch (IOException e) {
      sockets.reset();
    }
  }

  /** Says whether this has ended, well or not. */
  boolean isEnded() {
    return ended.getCount() == 0;
  }

  /** Waits for the end at most this long, and says whether the whole body was passed on by then. */
  boolean isWholeWithin(long nanos) throws IOException {
    try {
      return ended.await(nanos, TimeUnit.NANOSECONDS) && whole;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a request's body was passed on");
    }
  }
}
