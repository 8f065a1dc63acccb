package io.deltaglider.testserver.proxy;

import java.io.IOException;

/** Ends a client's connection on purpose. */
final class ConnectionCutException extends IOException {
  private final boolean reset;

  ConnectionCutException(ProxyFault fault) {
    super("fault: " + fault);
    this.reset = fault.action() == ProxyFault.Action.RESET;
  }

  /** Says whether the connection is to be reset, not closed properly. */
  boolean isReset() {
    return reset;
  }
}
