package io.deltaglider.cli.migrate;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.store.StoredObjects;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.port.storage.ObjectAttributes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reading what is moved, and what was written. */
final class Contents {
  private static final String TAG_COUNT = "x-amz-tagging-count";

  private Contents() {}

  /** Returns what the user said about an object beside its content. */
  static ObjectAttributes attributes(DeltaGlider store, ObjectInfo info) {
    return ObjectAttributes.of(info.headers(), info.metadata()).withTags(tags(store, info));
  }

  private static Map<String, String> tags(DeltaGlider store, ObjectInfo info) {
    boolean none = info.storeHeaders().value(TAG_COUNT).filter("0"::equals).isPresent();
    return none ? Map.of() : StoredObjects.tags(store, info.address());
  }

  /**
   * Reads an object in whole and compares it with what was put.
   *
   * @return what is known about it
   * @throws CliException with exit code DAMAGED if it differs
   */
  static ObjectInfo verify(DeltaGlider store, ObjectUri target, Sha256 expected)
      throws IOException {
    try (ObjectContent content = store.get(GetRequest.of(target.address()))) {
      String actual = Digests.sha256(content.body()).hex();
      if (!actual.equals(expected.hex())) {
        throw differs(target.toString(), expected.hex(), actual);
      }
      return content.info();
    }
  }

  /**
   * Returns how a plain object was stored.
   *
   * @throws CliException with exit code REFUSED if it was not
   */
  static PutOutcome plain(Optional<PutOutcome> outcome, ObjectInfo source) {
    return outcome.orElseThrow(
        () ->
            new CliException(
                ExitCode.REFUSED,
                "export",
                source.address().toString(),
                "begins like a delta of ours, and would be taken for one",
                "fetch it with cp"));
  }

  static CliException differs(String target, String expected, String actual) {
    return new CliException(
        ExitCode.DAMAGED,
        "read back",
        target,
        "its SHA-256 is " + actual + ", not the source's " + expected,
        "unless somebody else wrote it meanwhile, it is damaged: run this again");
  }
}
