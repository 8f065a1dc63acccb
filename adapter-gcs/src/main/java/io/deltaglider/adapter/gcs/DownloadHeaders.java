package io.deltaglider.adapter.gcs;

import com.google.api.client.http.HttpHeaders;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.StoreHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the headers of a download by the XML API say about the object. */
final class DownloadHeaders {
  private static final String METADATA = "x-goog-meta-";
  private static final String FIRST = "1";

  private final HttpHeaders headers;

  DownloadHeaders(HttpHeaders headers) {
    this.headers = headers;
  }

  /** Returns the generation that is being read. */
  Optional<Long> generation() {
    return text("x-goog-generation").map(Long::parseLong);
  }

  /** Returns how many bytes the whole object has. */
  Optional<Long> size() {
    return text("x-goog-stored-content-length").map(Long::parseLong);
  }

  /** Returns whether the bytes come as they are stored: not unpacked, not packed on the way. */
  boolean isVerbatim() {
    String stored = text("x-goog-stored-content-encoding").orElse("identity");
    String sent = text("content-encoding").orElse("identity");
    return stored.equals(sent);
  }

  /**
   * Returns everything about the object, if headers can say it exactly: if we put it, if its
   * metadata was not changed since, and if there is nothing in it that headers cannot carry.
   */
  Optional<StoredObject> object(ObjectAddress address) {
    Map<String, String> metadata = metadata();
    Optional<StoredNote> note = StoredNote.in(metadata).filter(StoredNote::plain);
    Optional<Instant> written = written();
    Optional<Long> generation = generation();
    Optional<Long> size = size();
    boolean unchanged = text("x-goog-metageneration").filter(FIRST::equals).isPresent();
    if (note.isEmpty()
        || !unchanged
        || written.isEmpty()
        || generation.isEmpty()
        || size.isEmpty()) {
      return Optional.empty();
    }
    ObjectHead head =
        new ObjectHead(
            address,
            size.get(),
            StoredObject.etag(hash("md5="), generation.get()),
            written.get(),
            contentHeaders(note.get()),
            StoredNote.user(metadata),
            StorageClasses.name(note.get().storageClass(), text("x-goog-storage-class")),
            Optional.empty(),
            StoreHeaders.NONE);
    return Optional.of(new StoredObject(head, generation.get(), hash("crc32c=")));
  }

  private ContentHeaders contentHeaders(StoredNote note) {
    return new ContentHeaders(
        text("content-type").filter(type -> note.typed() || !type.equals(StoredObject.NO_TYPE)),
        text("content-encoding"),
        text("content-language"),
        text("content-disposition"),
        text("cache-control").filter(directives -> note.cached()),
        note.expires());
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new TreeMap<>();
    for (String name : headers.keySet()) {
      String lowerCase = name.toLowerCase(Locale.ROOT);
      if (lowerCase.startsWith(METADATA)) {
        text(name).ifPresent(value -> metadata.put(lowerCase.substring(METADATA.length()), value));
      }
    }
    return metadata;
  }

  private Optional<Instant> written() {
    try {
      return text("last-modified")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      // Not said in the form of HTTP, so not said; the JSON API will be asked.
      return Optional.empty();
    }
  }

  private Optional<String> hash(String name) {
    List<String> values = headers.getHeaderStringValues("x-goog-hash");
    for (String value : values) {
      // One header for each, or one for all.
      for (String hash : value.split(",", -1)) {
        if (hash.strip().startsWith(name)) {
          return Optional.of(hash.strip().substring(name.length()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(headers.getFirstHeaderStringValue(name));
  }
}
