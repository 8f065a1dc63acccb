package io.deltaglider.cli.migrate;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads a journal from its beginning. Not thread-safe. */
final class JournalReader {
  /** No line is longer: a key has at most 1,024 bytes. */
  private static final int MAX_LINE_BYTES = 64 * 1024;

  private final Path file;
  private final JournalHeader expected;
  private final Verified verified;
  private boolean headerSeen;
  private long goodBytes;
  private long position;
  private int damagedLines;

  /**
   * Creates a reader.
   *
   * @param verified gets every entry
   */
  JournalReader(Path file, JournalHeader expected, Verified verified) {
    this.file = file;
    this.expected = expected;
    this.verified = verified;
  }

  /**
   * Reads everything. What is damaged is passed over.
   *
   * @throws CliException with exit code USAGE if the journal is for something else
   */
  void read(InputStream stream) throws IOException {
    InputStream buffered = new BufferedInputStream(stream);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int value = buffered.read(); value >= 0; value = buffered.read()) {
      position++;
      if (value != '\n') {
        if (line.size() <= MAX_LINE_BYTES) {
          line.write(value);
        }
        continue;
      }
      take(line.toByteArray());
      line.reset();
      goodBytes = position;
    }
  }

  private void take(byte[] line) {
    Optional<Map<String, String>> fields = JournalCodec.decode(line);
    if (!headerSeen) {
      Optional<JournalHeader> header = fields.flatMap(JournalCodec::header);
      if (header.filter(expected::equals).isEmpty()) {
        throw new CliException(
            ExitCode.USAGE,
            "open journal",
            file.toString(),
            header
                .map(other -> "it is for " + text(other) + ", not for " + text(expected))
                .orElse("it is no journal of this program's"),
            "name another --journal");
      }
      headerSeen = true;
      return;
    }
    Optional<JournalEntry> entry = fields.flatMap(JournalCodec::entry);
    if (entry.isPresent()) {
      verified.add(entry.get());
    } else {
      damagedLines++;
    }
  }

  private static String text(JournalHeader header) {
    return header.operation() + " " + header.source() + " to " + header.target();
  }

  /** Returns whether there is a header; not if the process that created the file died at once. */
  boolean headerSeen() {
    return headerSeen;
  }

  /** Returns where the last whole line ends, in bytes. */
  long goodBytes() {
    return goodBytes;
  }

  /** Returns how many whole lines were damaged. */
  int damagedLines() {
    return damagedLines;
  }
}
