package io.deltaglider.testserver.s3;

/**
 * What the server does with a request instead of just answering it.
 *
 * @param kind what
 * @param status for {@link Kind#FAIL}, the HTTP status
 * @param code for {@link Kind#FAIL}, the code in the error document; without a document if empty
 * @param bytes for {@link Kind#CUT}, how many bytes of the body are sent
 */
public record Reaction(Kind kind, int status, String code, long bytes) {
  /** The ways to react. */
  public enum Kind {
    /** Answers as S3 does. */
    ANSWER,
    /** Answers with an error, and does nothing. */
    FAIL,
    /** Breaks the connection in the middle of the answer. */
    CUT,
    /** Answers as if the request had no conditions. */
    IGNORE_CONDITIONS,
    /** Answers without user metadata. */
    HIDE_METADATA
  }

  /** Returns the reaction to answer as S3 does. */
  public static Reaction answer() {
    return of(Kind.ANSWER);
  }

  /** Returns the reaction of this kind, which needs no more. */
  public static Reaction of(Kind kind) {
    return new Reaction(kind, 0, "", 0);
  }

  /** Returns the reaction to fail. */
  public static Reaction fail(int status, String code) {
    return new Reaction(Kind.FAIL, status, code, 0);
  }

  /** Returns the reaction to break the connection after so many bytes of the body. */
  public static Reaction cut(long bytes) {
    return new Reaction(Kind.CUT, 0, "", bytes);
  }
}
