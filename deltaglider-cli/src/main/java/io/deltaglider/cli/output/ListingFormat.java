package io.deltaglider.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deltaglider.core.list.ListEntry;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines of a listing, in the columns of {@code aws s3 ls}. */
public final class ListingFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private final Output output;
  private final ZoneId zone;
  private final boolean humanReadable;

  /**
   * Creates a format.
   *
   * @param zone that of the times shown
   * @param humanReadable whether sizes have units
   */
  public ListingFormat(Output output, ZoneId zone, boolean humanReadable) {
    this.output = output;
    this.zone = zone;
    this.humanReadable = humanReadable;
  }

  /** Shows a bucket. */
  public void bucket(String name, Instant createdAt) {
    output.result(
        time(createdAt) + " " + name,
        json -> {
          json.writeStringField("type", "bucket");
          json.writeStringField("bucket", name);
          json.writeStringField("createdAt", createdAt.toString());
        });
  }

  /** Shows a common prefix. */
  public void prefix(String prefix) {
    String name = prefix.substring(prefix.lastIndexOf('/', prefix.length() - 2) + 1);
    output.result(
        String.format(Locale.ROOT, "%30s %s", "PRE", name),
        json -> {
          json.writeStringField("type", "prefix");
          json.writeStringField("prefix", prefix);
        });
  }

  /**
   * Shows an object.
   *
   * @param fullKey whether its whole key is shown, rather than what is behind the last slash
   */
  public void object(ListEntry entry, boolean fullKey) {
    String key = entry.key();
    String name = fullKey ? key : key.substring(key.lastIndexOf('/') + 1);
    output.result(
        String.format(
            Locale.ROOT, "%s %10s %s", time(entry.lastModified()), size(entry.size()), name),
        json -> fields(entry, json));
  }

  private static void fields(ListEntry entry, JsonGenerator json) throws IOException {
    json.writeStringField("type", "object");
    json.writeStringField("key", entry.key());
    json.writeNumberField("size", entry.size());
    json.writeStringField("etag", entry.etag());
    json.writeStringField("lastModified", entry.lastModified().toString());
    if (entry.form().isPresent()) {
      json.writeNumberField("storedSize", entry.storedSize());
      json.writeStringField("form", entry.form().get().name().toLowerCase(Locale.ROOT));
    }
  }

  /** Shows how many objects there were, and their size in bytes. */
  public void summary(long objects, long bytes) {
    output.result(
        "\nTotal Objects: " + objects + "\n   Total Size: " + size(bytes),
        json -> {
          json.writeStringField("type", "summary");
          json.writeNumberField("objects", objects);
          json.writeNumberField("size", bytes);
        });
  }

  private String time(Instant instant) {
    return TIME.format(instant.atZone(zone));
  }

  private String size(long bytes) {
    return humanReadable ? Units.binary(bytes) : Long.toString(bytes);
  }
}
