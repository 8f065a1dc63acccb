package io.deltaglider.testserver.proxy;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the proxy does to a request instead of only passing it on. Immutable.
 *
 * <p>Where a fault strikes within a body it does so after that many bytes of content; a body that
 * is shorter is cut before its end. A response that has no body is then lost whole.
 */
public final class ProxyFault {
  /** The longest pause. */
  public static final Duration MAX_PAUSE = Duration.ofMinutes(1);

  /** When a fault strikes. */
  enum Stage {
    /** The request's head was read and nothing passed on. */
    BEFORE_FORWARDING,
    /** Some bytes of the request's body were passed on. */
    IN_REQUEST_BODY,
    /** The server has done it and answered, and nothing of that was passed on. */
    AFTER_FORWARDING,
    /** The response's head and some bytes of its body were passed on. */
    IN_RESPONSE_BODY
  }

  /** What happens then. */
  enum Action {
    /** The proxy gives an answer of its own. */
    ANSWER,
    /** The connection is reset. */
    RESET,
    /** The connection is closed without a sign of failure. */
    CLOSE,
    /** Nothing, for a while. */
    STALL
  }

  private final String description;
  private final Stage stage;
  private final Action action;
  private final long afterBytes;
  private final Optional<FaultAnswer> answer;
  private final Duration pause;

  private ProxyFault(
      String description,
      Stage stage,
      Action action,
      long afterBytes,
      Optional<FaultAnswer> answer,
      Duration pause) {
    if (afterBytes < 0) {
      throw new IllegalArgumentException("a fault after " + afterBytes + " bytes");
    }
    this.description = description;
    this.stage = stage;
    this.action = action;
    this.afterBytes = afterBytes;
    this.answer = answer;
    this.pause = checkPause(pause);
  }

  /** Answers without passing the request on. Its body is read first, unless it waits for leave. */
  public static ProxyFault answer(FaultAnswer answer) {
    return answering("answer", Stage.BEFORE_FORWARDING, answer);
  }

  /** Passes the request on, drops the server's answer and gives this one. */
  public static ProxyFault answerAfterwards(FaultAnswer answer) {
    return answering("answer afterwards", Stage.AFTER_FORWARDING, answer);
  }

  /** Resets the connection without passing the request on. */
  public static ProxyFault resetBefore() {
    return breaking("reset before", Stage.BEFORE_FORWARDING, Action.RESET, 0);
  }

  /** Resets both connections once this much of the request's body has been passed on. */
  public static ProxyFault resetInRequestBody(long afterBytes) {
    return breaking("reset in request body", Stage.IN_REQUEST_BODY, Action.RESET, afterBytes);
  }

  /** Passes the request on, drops the server's answer and resets the client's connection. */
  public static ProxyFault resetAfterwards() {
    return breaking("reset afterwards", Stage.AFTER_FORWARDING, Action.RESET, 0);
  }

  /** Resets the connection once this much of the response's body has been passed on. */
  public static ProxyFault resetInResponseBody(long afterBytes) {
    return breaking("reset in response body", Stage.IN_RESPONSE_BODY, Action.RESET, afterBytes);
  }

  /** Closes the connection properly once this much of the response's body has been passed on. */
  public static ProxyFault truncateResponse(long afterBytes) {
    return breaking("truncate response", Stage.IN_RESPONSE_BODY, Action.CLOSE, afterBytes);
  }

  /** Holds the server's answer back for a while, then passes it on. */
  public static ProxyFault stall(Duration pause) {
    return stalling("stall", Stage.AFTER_FORWARDING, 0, pause);
  }

  /** Stops for a while once this much of the response's body has been passed on. */
  public static ProxyFault stallInResponseBody(long afterBytes, Duration pause) {
    return stalling("stall in response body", Stage.IN_RESPONSE_BODY, afterBytes, pause);
  }

  private static ProxyFault answering(String description, Stage stage, FaultAnswer answer) {
    Objects.requireNonNull(answer, "answer");
    return new ProxyFault(
        description + " " + answer.status(),
        stage,
        Action.ANSWER,
        0,
        Optional.of(answer),
        Duration.ZERO);
  }

  private static ProxyFault breaking(
      String description, Stage stage, Action action, long afterBytes) {
    return new ProxyFault(
        description + " after " + afterBytes + " bytes",
        stage,
        action,
        afterBytes,
        Optional.empty(),
        Duration.ZERO);
  }

  private static ProxyFault stalling(
      String description, Stage stage, long afterBytes, Duration pause) {
    return new ProxyFault(
        description + " for " + pause, stage, Action.STALL, afterBytes, Optional.empty(), pause);
  }

  /** Returns the pause if it is neither negative nor longer than {@link #MAX_PAUSE}. */
  static Duration checkPause(Duration pause) {
    if (pause.isNegative() || pause.compareTo(MAX_PAUSE) > 0) {
      throw new IllegalArgumentException("a pause of " + pause);
    }
    return pause;
  }

  Stage stage() {
    return stage;
  }

  Action action() {
    return action;
  }

  long afterBytes() {
    return afterBytes;
  }

  /** Returns the answer of a fault that answers. */
  FaultAnswer answer() {
    return answer.orElseThrow();
  }

  Duration pause() {
    return pause;
  }

  @Override
  public String toString() {
    return description;
  }
}
