package io.deltaglider.testserver.proxy;

import java.util.Objects;

/**
 * A line of a message's head.
 *
 * @param name as it was sent; names are equal whatever their case
 * @param value without white space around it, one char for each byte
 */
public record HttpField(String name, String value) {
  /** Checks that nothing is null. */
  public HttpField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
  }
}
