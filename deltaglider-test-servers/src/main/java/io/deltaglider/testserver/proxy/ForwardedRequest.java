package io.deltaglider.testserver.proxy;

import io.deltaglider.testserver.proxy.ProxyFault.Action;
import io.deltaglider.testserver.proxy.ProxyFault.Stage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** Passes one request on to the server, and the answer back. Used by one thread. */
final class ForwardedRequest {
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final MessageHead head;
  private final Exchange exchange;
  private final Optional<ProxyFault> fault;
  private final ConnectionSockets sockets;
  private final ConnectionSockets.Side upstream;
  private final Pauses pauses;
  private final RequestPump pump;

  private ForwardedRequest(
      MessageHead head,
      Exchange exchange,
      Optional<ProxyFault> fault,
      ConnectionSockets sockets,
      ProxySettings settings,
      Executor executor)
      throws IOException {
    this.head = head;
    this.exchange = exchange;
    this.fault = fault;
    this.sockets = sockets;
    this.pauses = settings.pauses();
    this.upstream = sockets.upstream();
    upstream.out().write(head.bytes());
    upstream.out().flush();
    BodyMeter meter = meter(Stage.IN_REQUEST_BODY, exchange::received);
    this.pump = RequestPump.start(sockets, upstream, head.requestFraming(), meter, executor);
  }

  /** Passes the request's head on, and begins with its body. */
  static ForwardedRequest start(
      MessageHead head,
      Exchange exchange,
      Optional<ProxyFault> fault,
      ConnectionSockets sockets,
      ProxySettings settings,
      Executor executor)
      throws IOException {
    return new ForwardedRequest(head, exchange, fault, sockets, settings, executor);
  }

  /** Returns what passes the request's body on. */
  RequestPump pump() {
    return pump;
  }

  /** Lets the client have its answer, and says whether another request may follow. */
  boolean answer() throws IOException {
    boolean continued = !head.expectsContinue();
    MessageHead response = MessageHead.readResponse(upstream.in());
    while (response.status() < 200) {
      if (response.status() == 101) {
        throw new ProtocolException("the server switched to another protocol");
      }
      continued |= response.status() == 100;
      sockets.client().out().write(response.bytes());
      sockets.client().out().flush();
      response = MessageHead.readResponse(upstream.in());
    }
    if (fault.isPresent() && fault.get().stage() == Stage.AFTER_FORWARDING) {
      if (fault.get().action() != Action.STALL) {
        return replace(fault.get(), response);
      }
      strike(fault.get());
    }
    // A client that was not asked for the body may take the answer as leave to keep it.
    boolean open = relay(response, continued || pump.isEnded());
    sockets.keepUpstream();
    return open && pump.isWholeWithin(GRACE_NANOS) && head.keepsRequestOpen();
  }

  /** Does away with the server's answer once it is complete. */
  private boolean replace(ProxyFault present, MessageHead response) throws IOException {
    BodyMeter meter = BodyMeter.counting(bytes -> {});
    new BodyRelay(upstream.in(), OutputStream.nullOutputStream(), meter)
        .run(response.responseFraming(head.method()));
    boolean whole = pump.isWholeWithin(GRACE_NANOS);
    sockets.closeUpstream();
    if (present.action() != Action.ANSWER) {
      throw new ConnectionCutException(present);
    }
    boolean open = whole && head.keepsRequestOpen();
    present.answer().sendTo(sockets.client().out(), head.method(), exchange, open);
    return open;
  }

  /** Passes a response on, and says whether another may follow it on this connection. */
  private boolean relay(MessageHead response, boolean mayStayOpen) throws IOException {
    BodyFraming framing = response.responseFraming(head.method());
    BodyMeter meter = meter(Stage.IN_RESPONSE_BODY, exchange::sent);
    if (framing.isNone() && meter.isPending()) {
      meter.strike();
    }
    exchange.answered(response.status());
    OutputStream out = sockets.client().out();
    out.write(mayStayOpen ? response.bytes() : response.closingBytes());
    new BodyRelay(upstream.in(), out, meter).run(framing);
    return mayStayOpen
        && framing.kind() != BodyFraming.Kind.UNTIL_CLOSE
        && response.keepsResponseOpen();
  }

  private BodyMeter meter(Stage stage, LongConsumer counter) {
    if (fault.isPresent() && fault.get().stage() == stage) {
      ProxyFault present = fault.get();
      return BodyMeter.striking(counter, present.afterBytes(), () -> strike(present));
    }
    return BodyMeter.counting(counter);
  }

  private void strike(ProxyFault present) throws IOException {
    if (present.action() != Action.STALL) {
      throw new ConnectionCutException(present);
    }
    pauses.pause(present.pause());
  }
}
