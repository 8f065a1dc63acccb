package io.deltaglider.cli.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.deltaglider.cli.output.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/** The lines of a journal; docs/MIGRATION.md specifies them. */
final class JournalCodec {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int CHECKSUM_DIGITS = 8;
  private static final String FORMAT = "1";

  private JournalCodec() {}

  /** Returns a line, with its end. */
  static byte[] encode(JournalHeader header) {
    return line(
        json -> {
          json.writeStringField("type", "journal");
          json.writeNumberField("format", Integer.parseInt(FORMAT));
          json.writeStringField("operation", header.operation());
          json.writeStringField("source", header.source());
          json.writeStringField("target", header.target());
        });
  }

  /** Returns a line, with its end. */
  static byte[] encode(JournalEntry entry) {
    return line(
        json -> {
          json.writeStringField("type", "done");
          json.writeStringField("key", entry.key());
          json.writeStringField("etag", entry.etag());
          json.writeNumberField("size", entry.size());
          json.writeStringField("storedEtag", entry.storedEtag());
          json.writeNumberField("storedSize", entry.storedSize());
          json.writeStringField("result", entry.result().text());
          json.writeStringField("sha256", entry.sha256());
        });
  }

  private static byte[] line(Output.Fields fields) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing JSON to memory failed", e);
    }
    byte[] document = text.toByteArray();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes((checksum(document, 0) + " ").getBytes(UTF_8));
    line.writeBytes(document);
    line.write('\n');
    return line.toByteArray();
  }

  private static String checksum(byte[] bytes, int start) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, start, bytes.length - start);
    return String.format("%08x", crc.getValue());
  }

  /** Returns the fields of a line without its end; empty if it is damaged. */
  static Optional<Map<String, String>> decode(byte[] line) {
    int start = CHECKSUM_DIGITS + 1;
    if (line.length <= start
        || !new String(line, 0, start, UTF_8).equals(checksum(line, start) + " ")) {
      return Optional.empty();
    }
    try (JsonParser json = JSON.createParser(Arrays.copyOfRange(line, start, line.length))) {
      Map<String, String> fields = new HashMap<>();
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.put(name, json.getText());
      }
      return Optional.of(fields);
    } catch (IOException e) {
      return Optional.empty(); // whoever made the checksum made no JSON
    }
  }

  /** Returns the header that a line is; empty if it is none, or of a later format. */
  static Optional<JournalHeader> header(Map<String, String> fields) {
    if (!"journal".equals(fields.get("type")) || !FORMAT.equals(fields.get("format"))) {
      return Optional.empty();
    }
    return Optional.of(
        new JournalHeader(
            fields.getOrDefault("operation", ""),
            fields.getOrDefault("source", ""),
            fields.getOrDefault("target", "")));
  }

  /** Returns the entry that a line is; empty if it is none. */
  static Optional<JournalEntry> entry(Map<String, String> fields) {
    Optional<MoveResult> result = MoveResult.parse(fields.getOrDefault("result", ""));
    if (!"done".equals(fields.get("type"))
        || result.isEmpty()
        || !fields.keySet().containsAll(Set.of("key", "etag", "storedEtag"))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new JournalEntry(
              fields.getOrDefault("key", ""),
              fields.getOrDefault("etag", ""),
              Long.parseLong(fields.getOrDefault("size", "")),
              fields.getOrDefault("storedEtag", ""),
              Long.parseLong(fields.getOrDefault("storedSize", "")),
              result.get(),
              fields.getOrDefault("sha256", "")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
