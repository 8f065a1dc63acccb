package io.deltaglider.adapter.gcs;

import com.google.api.client.util.DateTime;
import com.google.api.services.storage.model.StorageObject;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.StoreHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One generation of an object: the port's words for it, and the number that pins it.
 *
 * @param head what the port says
 * @param generation what the service calls it
 * @param crc32c the checksum of its bytes, in Base64; absent if the service did not say
 */
record StoredObject(ObjectHead head, long generation, Optional<String> crc32c) {
  /** What the service says is the type of an object that has none. */
  static final String NO_TYPE = "application/octet-stream";

  /** Returns what the JSON API says. */
  static StoredObject of(ObjectAddress address, StorageObject stored) {
    Map<String, String> metadata = lowerCase(stored.getMetadata());
    Optional<StoredNote> note = StoredNote.in(metadata);
    Optional<String> type =
        Optional.ofNullable(stored.getContentType())
            .filter(text -> note.isEmpty() || note.get().typed() || !text.equals(NO_TYPE));
    ContentHeaders headers =
        new ContentHeaders(
            type,
            Optional.ofNullable(stored.getContentEncoding()),
            Optional.ofNullable(stored.getContentLanguage()),
            Optional.ofNullable(stored.getContentDisposition()),
            Optional.ofNullable(stored.getCacheControl()),
            note.flatMap(StoredNote::expires));
    ObjectHead head =
        new ObjectHead(
            address,
            stored.getSize() == null ? 0 : stored.getSize().longValueExact(),
            etag(Optional.ofNullable(stored.getMd5Hash()), stored.getGeneration()),
            written(stored.getTimeCreated()),
            headers,
            StoredNote.user(metadata),
            StorageClasses.name(
                note.flatMap(StoredNote::storageClass),
                Optional.ofNullable(stored.getStorageClass())),
            Optional.empty(),
            StoreHeaders.NONE);
    return new StoredObject(head, stored.getGeneration(), Optional.ofNullable(stored.getCrc32c()));
  }

  /** Returns attributes as the JSON API takes them. */
  static StorageObject resource(ObjectAddress address, ObjectAttributes attributes) {
    ContentHeaders headers = attributes.headers();
    StorageObject resource =
        new StorageObject()
            .setName(address.key())
            .setMetadata(StoredNote.of(attributes).with(attributes.metadata()));
    headers.contentType().ifPresent(resource::setContentType);
    headers.contentEncoding().ifPresent(resource::setContentEncoding);
    headers.contentLanguage().ifPresent(resource::setContentLanguage);
    headers.contentDisposition().ifPresent(resource::setContentDisposition);
    headers.cacheControl().ifPresent(resource::setCacheControl);
    attributes.storageClass().flatMap(StorageClasses::stored).ifPresent(resource::setStorageClass);
    return resource;
  }

  /**
   * Returns an object's ETag: its MD5 in hex as S3 has it; for a composed object, which has none,
   * its generation with a hyphen, so that nobody takes it for an MD5.
   */
  static String etag(Optional<String> md5, long generation) {
    return md5.map(text -> HexFormat.of().formatHex(Base64.getDecoder().decode(text)))
        .orElse(generation + "-g");
  }

  /** Whole seconds, since that is what the header of a download can say. */
  private static Instant written(@Nullable DateTime created) {
    long millis = created == null ? 0 : created.getValue();
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
  }

  private static Map<String, String> lowerCase(@Nullable Map<String, String> stored) {
    Map<String, String> metadata = new TreeMap<>();
    if (stored != null) {
      stored.forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value));
    }
    return metadata;
  }
}
