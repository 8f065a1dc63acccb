package io.deltaglider.testserver.proxy;

import io.deltaglider.testserver.proxy.ProxyFault.Action;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves one client's connection, one request after the other. Used by one thread. */
final class ProxyConnection {
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ConnectionSockets sockets;
  private final ProxySettings settings;
  private final Executor pumps;
  private @Nullable RequestPump pump; // of the last request that was passed on

  ProxyConnection(ConnectionSockets sockets, ProxySettings settings, Executor pumps) {
    this.sockets = sockets;
    this.settings = settings;
    this.pumps = pumps;
  }

  /**
   * Serves requests until one side wants no more.
   *
   * @throws IOException if a connection failed; both are reset then
   */
  void run() throws IOException {
    boolean reset = true;
    try {
      boolean open = true;
      while (open) {
        open = serveNext();
      }
      finish();
      reset = false;
    } catch (ConnectionCutException e) {
      reset = e.isReset();
      if (!reset) {
        finish();
      }
    } finally {
      if (reset) {
        sockets.reset();
      }
      sockets.close();
    }
  }

  /** Closes the client's connection such that it can still read what it was sent. */
  private void finish() throws IOException {
    sockets.closeUpstream();
    sockets.finishOutput();
    RequestPump last = pump;
    if (last == null || last.isEnded() || last.isWholeWithin(GRACE_NANOS)) {
      sockets.drainClient(GRACE_NANOS);
    }
  }

  private boolean serveNext() throws IOException {
    MessageHead head;
    BodyFraming framing;
    try {
      Optional<MessageHead> next = MessageHead.readRequest(sockets.client().in());
      if (next.isEmpty()) {
        return false;
      }
      head = next.get();
      framing = head.requestFraming();
    } catch (ProtocolException e) {
      FaultAnswer.empty(400).sendTo(sockets.client().out(), "GET", false);
      return false;
    }
    Exchange exchange = settings.traffic().begin(head);
    Optional<ProxyFault> fault = settings.rules().choose(exchange.request());
    fault.ifPresent(exchange::failBy);
    settings.pauses().pause(settings.delayOf(exchange.request()));
    if (fault.isPresent() && strikesAtOnce(fault.get(), framing)) {
      return fail(fault.get(), head, exchange);
    }
    ForwardedRequest forwarded =
        ForwardedRequest.start(head, exchange, fault, sockets, settings, pumps);
    pump = forwarded.pump();
    return forwarded.answer();
  }

  private static boolean strikesAtOnce(ProxyFault fault, BodyFraming framing) {
    return switch (fault.stage()) {
      case BEFORE_FORWARDING -> true;
      case IN_REQUEST_BODY -> framing.isNone();
      case AFTER_FORWARDING, IN_RESPONSE_BODY -> false;
    };
  }

  /** Lets a request fail that was not passed on. */
  private boolean fail(ProxyFault fault, MessageHead head, Exchange exchange) throws IOException {
    if (fault.action() != Action.ANSWER) {
      throw new ConnectionCutException(fault);
    }
    boolean open = head.keepsRequestOpen() && !head.expectsContinue();
    if (open) {
      BodyMeter meter = BodyMeter.counting(exchange::received);
      new BodyRelay(sockets.client().in(), OutputStream.nullOutputStream(), meter)
          .run(head.requestFraming());
    }
    fault.answer().sendTo(sockets.client().out(), head.method(), exchange, open);
    return open;
  }
}
