package io.deltaglider.testserver.proxy;

import java.io.IOException;

/** Says that bytes could not be passed on to where they go, while their source is sound. */
final class SinkException extends IOException {
  SinkException(IOException cause) {
    super(cause);
  }
}
