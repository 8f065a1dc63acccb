package io.deltaglider.cli.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.core.integrity.Digests;
import java.util.HexFormat;

/**
 * What a journal is for.
 *
 * @param operation {@code migrate} or {@code export}
 * @param source which store and place
 * @param target which store and place
 */
public record JournalHeader(String operation, String source, String target) {
  private static final int NAME_BYTES = 12;

  /** Returns the name of the journal's file, unless the user gives another. */
  public String fileName() {
    byte[] hash =
        Digests.sha256().digest((operation + '\0' + source + '\0' + target).getBytes(UTF_8));
    return operation + "-" + HexFormat.of().formatHex(hash, 0, NAME_BYTES) + ".journal";
  }
}
