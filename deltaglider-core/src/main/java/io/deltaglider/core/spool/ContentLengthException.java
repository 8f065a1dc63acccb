package io.deltaglider.core.spool;

import io.deltaglider.port.storage.ObjectAddress;

/** The caller's stream is shorter or longer than the size it declared. Nothing was stored. */
public final class ContentLengthException extends RuntimeException {
  ContentLengthException(ObjectAddress address, long declared, String actual) {
    super(address + ": the content has " + actual + " bytes, but " + declared + " were declared");
  }
}
