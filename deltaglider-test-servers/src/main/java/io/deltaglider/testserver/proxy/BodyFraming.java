package io.deltaglider.testserver.proxy;

/**
 * How a message says where its body ends.
 *
 * @param kind the way
 * @param length how many bytes the body has, where that is known, else 0
 */
record BodyFraming(Kind kind, long length) {
  static final BodyFraming NONE = new BodyFraming(Kind.LENGTH, 0);
  static final BodyFraming CHUNKED = new BodyFraming(Kind.CHUNKED, 0);
  static final BodyFraming UNTIL_CLOSE = new BodyFraming(Kind.UNTIL_CLOSE, 0);

  /** The ways there are. */
  enum Kind {
    LENGTH,
    CHUNKED,
    UNTIL_CLOSE
  }

  static BodyFraming ofLength(long length) {
    return new BodyFraming(Kind.LENGTH, length);
  }

  /** Says whether no byte follows the head. */
  boolean isNone() {
    return kind == Kind.LENGTH && length == 0;
  }
}
