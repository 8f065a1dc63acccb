package io.deltaglider.adapter.filesystem;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The words in which this package's tests of the storage are written. */
final class StorageTests {
  static final String BUCKET = "bucket";
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

  private StorageTests() {}

  static ObjectAddress address(String key) {
    return new ObjectAddress(BUCKET, key);
  }

  static String put(StoragePort storage, String key, String text) {
    return put(storage, key, text, WriteCondition.always());
  }

  static String put(StoragePort storage, String key, String text, WriteCondition condition) {
    ObjectAttributes attributes = ObjectAttributes.NONE.withMetadata(Map.of("text", text));
    return storage
        .put(address(key), ContentSource.of(text.getBytes(UTF_8)), attributes, condition)
        .etag();
  }

  /** Returns an object's text, after checking that its metadata is of the same put. */
  static String read(StoragePort storage, String key) throws IOException {
    try (ObjectReader reader = storage.open(address(key))) {
      String text = new String(reader.body().readAllBytes(), UTF_8);
      assertThat(reader.head().metadata()).containsEntry("text", text);
      return text;
    }
  }

  /** Returns the keys of all pages. */
  static List<String> keys(StoragePort storage, ListQuery query) {
    List<String> keys = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      ObjectPage page = storage.list(token.isPresent() ? query.withPageToken(token.get()) : query);
      page.objects().stream().map(ListedObject::key).forEach(keys::add);
      token = page.nextPageToken();
    } while (token.isPresent());
    return keys;
  }

  static List<String> keys(StoragePort storage) {
    return keys(storage, ListQuery.of(BUCKET, ""));
  }

  /** Returns the file of an object in the store at this root. */
  static Path fileOf(Path root, String key) {
    return KeyPath.of(ByteText.encode(key).orElseThrow()).fileIn(root.resolve(BUCKET));
  }

  static void assertFails(Kind kind, String named, ThrowingCallable call) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .withMessageContaining(named);
  }
}
