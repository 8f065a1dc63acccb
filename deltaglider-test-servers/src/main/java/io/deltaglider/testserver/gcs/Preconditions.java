package io.deltaglider.testserver.gcs;

import java.util.Optional;
import java.util.OptionalLong;

/** The conditions on generations that a request carries. */
record Preconditions(
    OptionalLong generationMatch,
    OptionalLong generationNotMatch,
    OptionalLong metagenerationMatch,
    OptionalLong metagenerationNotMatch) {
  /** Returns the conditions on the object that a request is about. */
  static Preconditions of(Request request) {
    return named(request, "if");
  }

  /** Returns the conditions on the source of a copy. */
  static Preconditions ofSource(Request request) {
    return named(request, "ifSource");
  }

  private static Preconditions named(Request request, String prefix) {
    return new Preconditions(
        request.number(prefix + "GenerationMatch"),
        request.number(prefix + "GenerationNotMatch"),
        request.number(prefix + "MetagenerationMatch"),
        request.number(prefix + "MetagenerationNotMatch"));
  }

  /** Fails unless the conditions of a write or delete hold; generation 0 is "no object". */
  void forWrite(Optional<GcsObject> current) {
    if (!holds(current) || !differs(current)) {
      throw ApiException.precondition();
    }
  }

  /** Fails unless the conditions of a read hold. */
  void forRead(GcsObject current) {
    if (!holds(Optional.of(current))) {
      throw ApiException.precondition();
    }
    if (!differs(Optional.of(current))) {
      throw ApiException.notModified();
    }
  }

  private boolean holds(Optional<GcsObject> current) {
    long generation = current.map(GcsObject::generation).orElse(0L);
    long metageneration = current.map(GcsObject::metageneration).orElse(0L);
    return generationMatch.orElse(generation) == generation
        && metagenerationMatch.orElse(metageneration) == metageneration;
  }

  private boolean differs(Optional<GcsObject> current) {
    long generation = current.map(GcsObject::generation).orElse(0L);
    long metageneration = current.map(GcsObject::metageneration).orElse(0L);
    return (generationNotMatch.isEmpty() || generationNotMatch.getAsLong() != generation)
        && (metagenerationNotMatch.isEmpty()
            || metagenerationNotMatch.getAsLong() != metageneration);
  }
}
