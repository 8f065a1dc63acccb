package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an object carries beside its bytes comes back, or is refused. */
abstract class AttributesContract extends StorageFixture {
  AttributesContract(StoragePortContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("P-20 content headers come back as they were put")
  void headersComeBack() throws IOException {
    ContentHeaders headers =
        new ContentHeaders(
            Optional.of("application/vnd.example+json; charset=utf-8"),
            Optional.of("gzip, br"),
            Optional.empty(),
            Optional.of("attachment; filename=\"a b.zip\""),
            Optional.of("public, max-age=60"),
            Optional.of("Thu, 01 Dec 2033 16:00:00 GMT"));

    put("a", "content", ObjectAttributes.NONE.withHeaders(headers));

    assertCarries(headers, Map.of());
  }

  @Test
  void anObjectPutWithoutHeadersHasNone() throws IOException {
    put("a", "content");

    assertCarries(ContentHeaders.NONE, Map.of());
  }

  @Test
  void eachHeaderIsKeptByItself() throws IOException {
    Optional<String> none = Optional.empty();
    Optional<String> some = Optional.of("x/y");
    for (ContentHeaders headers :
        new ContentHeaders[] {
          new ContentHeaders(some, none, none, none, none, none),
          new ContentHeaders(none, some, none, none, none, none),
          new ContentHeaders(none, none, none, some, none, none),
          new ContentHeaders(none, none, none, none, some, none),
          new ContentHeaders(
              none, none, none, none, none, Optional.of("Thu, 01 Dec 2033 16:00:00 GMT"))
        }) {
      put("a", "content", ObjectAttributes.NONE.withHeaders(headers));
      assertCarries(headers, Map.of());
    }
  }

  @Test
  @DisplayName("P-20 the Expires header is text that nobody interprets")
  void expiresIsNotInterpreted() throws IOException {
    Optional<String> none = Optional.empty();
    ContentHeaders headers = new ContentHeaders(none, none, none, none, none, Optional.of("0"));

    put("a", "content", ObjectAttributes.NONE.withHeaders(headers));

    assertCarries(headers, Map.of());
  }

  @Test
  @DisplayName("P-20 user metadata comes back as it was put")
  void metadataComesBack() throws IOException {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("plain", "value");
    metadata.put("empty", "");
    metadata.put("dg-file-sha256", "not ours");
    metadata.put("content-type", "not the header");
    metadata.put("odd!#$%&'*+.^_`|~name", "quotes \" and = and : and , and \\ and %41");
    metadata.put("non-ascii", "Gr\u00fc\u00dfe \u2013 \u65e5\u672c\u8a9e \ud83d\ude00");
    metadata.put("looks-encoded", "=?UTF-8?Q?caf=C3=A9?=");
    metadata.put("inner", "two  spaces");

    put("a", "content", ObjectAttributes.NONE.withMetadata(metadata));

    assertCarries(ContentHeaders.NONE, metadata);
  }

  @ParameterizedTest
  @DisplayName("P-20 metadata up to the limit is kept, counted in bytes of UTF-8")
  @ValueSource(strings = {"x", "\u00e9", "\u65e5", "\ud83d\ude00"})
  void metadataUpToTheLimitIsKept(String filler) throws IOException {
    Map<String, String> metadata = Map.of("k", valueOf(storage.maxMetadataBytes() - 1, filler));

    put("a", "content", ObjectAttributes.NONE.withMetadata(metadata));

    assertCarries(ContentHeaders.NONE, metadata);
  }

  @ParameterizedTest
  @DisplayName("P-20 metadata above the limit is refused, never dropped")
  @ValueSource(strings = {"x", "\u00e9", "\u65e5", "\ud83d\ude00"})
  void metadataAboveTheLimitIsRejected(String filler) {
    put("a", "old");
    ObjectAttributes tooLarge = metadata("k", valueOf(storage.maxMetadataBytes(), filler));

    assertFails(Kind.REJECTED, address("a"), () -> put("a", "new", tooLarge));
    assertFails(Kind.REJECTED, address("b"), () -> put("b", "new", tooLarge));

    assertThat(readText("a")).isEqualTo("old");
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void contentLanguageIsKept() throws IOException {
    assumeHas(Capability.CONTENT_LANGUAGE);

    put("a", "content", ObjectAttributes.NONE.withHeaders(language("de, en")));

    assertCarries(language("de, en"), Map.of());
  }

  @Test
  void contentLanguageIsRefusedWhereItIsNotKept() {
    assumeLacks(Capability.CONTENT_LANGUAGE);

    assertNotSupported(ObjectAttributes.NONE.withHeaders(language("de")));
  }

  @Test
  void storageClassIsKept() {
    assumeHas(Capability.STORAGE_CLASS);

    put("a", "content", storageClass("STANDARD_IA"));
    put("b", "content");

    assertThat(storage.head(address("a")).storageClass()).contains("STANDARD_IA");
    assertThat(storage.head(address("b")).storageClass()).isEmpty();
  }

  @Test
  void storageClassIsRefusedWhereItIsNotKept() {
    assumeLacks(Capability.STORAGE_CLASS);

    assertNotSupported(storageClass("STANDARD_IA"));
  }

  @Test
  void storeHeadersArePassedOnAndReported() {
    assumeHas(Capability.STORE_HEADERS);
    StoreHeaders redirect = contract.harmlessStoreHeaders();

    put("a", "text", ObjectAttributes.NONE.withStoreHeaders(redirect));

    ObjectHead head = storage.head(address("a"));
    redirect
        .entries()
        .forEach((name, value) -> assertThat(head.storeHeaders().value(name)).contains(value));
    assertThat(readText("a")).isEqualTo("text");
  }

  @Test
  void storeHeadersAreRefusedWhereTheyAreNotUnderstood() {
    assumeLacks(Capability.STORE_HEADERS);
    StoreHeaders headers = new StoreHeaders(Map.of("x-amz-acl", "private"));

    assertNotSupported(ObjectAttributes.NONE.withStoreHeaders(headers));
    ReadOptions options = ReadOptions.WHOLE.withStoreHeaders(headers);
    assertFails(Kind.NOT_SUPPORTED, address("a"), () -> storage.head(address("a"), options));
    assertFails(Kind.NOT_SUPPORTED, address("a"), () -> storage.open(address("a"), options));
    CopyRequest copy = CopyRequest.of(address("a"), address("b")).withStoreHeaders(headers);
    assertFails(Kind.NOT_SUPPORTED, address("a"), () -> storage.copy(copy));
  }

  private void assertNotSupported(ObjectAttributes attributes) {
    put("a", "old");

    assertFails(Kind.NOT_SUPPORTED, address("a"), () -> put("a", "new", attributes));
    assertFails(Kind.NOT_SUPPORTED, address("b"), () -> put("b", "new", attributes));

    assertThat(readText("a")).isEqualTo("old");
    assertThat(storage.head(address("a")).storageClass()).isEmpty();
    assertThat(keys()).containsExactly("a");
  }

  private void assertCarries(ContentHeaders headers, Map<String, String> metadata)
      throws IOException {
    ObjectHead head = storage.head(address("a"));
    assertThat(head.headers()).isEqualTo(headers);
    assertThat(head.metadata()).isEqualTo(metadata);
    try (ObjectReader reader = storage.open(address("a"))) {
      assertThat(reader.head()).isEqualTo(head);
    }
    storage
        .list(ListQuery.of(BUCKET, ""))
        .objects()
        .forEach(listed -> listed.head().ifPresent(inList -> assertThat(inList).isEqualTo(head)));
  }

  /** Returns a text of exactly so many bytes, made of the filler and ASCII. */
  private static String valueOf(int bytes, String filler) {
    int fillerBytes = filler.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    return filler.repeat(bytes / fillerBytes) + "x".repeat(bytes % fillerBytes);
  }

  private static ContentHeaders language(String language) {
    return new ContentHeaders(
        Optional.empty(),
        Optional.empty(),
        Optional.of(language),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ObjectAttributes storageClass(String name) {
    return ObjectAttributes.NONE.withStorageClass(Optional.of(name));
  }
}
