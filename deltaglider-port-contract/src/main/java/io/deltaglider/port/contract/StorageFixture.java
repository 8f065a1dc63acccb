package io.deltaglider.port.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One store with one bucket per test, and the words in which the contracts are written. */
abstract class StorageFixture {
  static final String BUCKET = "contract-bucket";

  final StoragePortContract contract;
  StoragePort storage;

  StorageFixture(StoragePortContract contract) {
    this.contract = contract;
  }

  @BeforeEach
  void open() throws Exception {
    storage = contract.openEmptyStorage();
    storage.createBucket(BUCKET);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  final boolean has(Capability capability) {
    return storage.supports(capability, BUCKET);
  }

  final void assumeHas(Capability capability) {
    assumeTrue(has(capability), () -> "the store has no " + capability);
  }

  final void assumeLacks(Capability capability) {
    assumeFalse(has(capability), () -> "the store has " + capability);
  }

  static ObjectAddress address(String key) {
    return new ObjectAddress(BUCKET, key);
  }

  static ContentSource text(String text) {
    return ContentSource.of(text.getBytes(UTF_8));
  }

  static ObjectAttributes metadata(String name, String value) {
    return ObjectAttributes.NONE.withMetadata(Map.of(name, value));
  }

  /** Returns the same pseudo-random bytes for the same arguments. */
  static byte[] bytes(long seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  final StoredVersion put(String key, String text) {
    return put(key, text, ObjectAttributes.NONE);
  }

  final StoredVersion put(String key, String text, ObjectAttributes attributes) {
    return storage.put(address(key), text(text), attributes, WriteCondition.always());
  }

  final StoredVersion put(String key, String text, WriteCondition condition) {
    return storage.put(address(key), text(text), ObjectAttributes.NONE, condition);
  }

  final StoredVersion putBytes(String key, byte[] bytes) {
    return storage.put(
        address(key), ContentSource.of(bytes), ObjectAttributes.NONE, WriteCondition.always());
  }

  final byte[] read(String key, ReadOptions options) {
    try (ObjectReader reader = storage.open(address(key), options)) {
      return reader.body().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  final byte[] readBytes(String key) {
    return read(key, ReadOptions.WHOLE);
  }

  final String readText(String key) {
    return new String(readBytes(key), UTF_8);
  }

  final void delete(String key) {
    storage.delete(BUCKET, DeleteRequest.of(key));
  }

  final void deleteVersion(String key, String versionId) {
    storage.delete(BUCKET, version(key, versionId));
  }

  static DeleteRequest version(String key, String versionId) {
    return new DeleteRequest(key, WriteCondition.always(), Optional.of(versionId));
  }

  final boolean exists(String key) {
    try {
      storage.head(address(key));
      return true;
    } catch (StorageException e) {
      assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_KEY);
      return false;
    }
  }

  /** Returns the keys of all objects in the bucket, in the order of the listing. */
  final List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (ObjectPage page : pages(ListQuery.of(BUCKET, ""))) {
      page.objects().stream().map(ListedObject::key).forEach(keys::add);
    }
    return keys;
  }

  /** Returns all pages from the query's on. */
  final List<ObjectPage> pages(ListQuery query) {
    List<ObjectPage> pages = new ArrayList<>();
    ObjectPage page = storage.list(query);
    pages.add(page);
    Optional<String> token = page.nextPageToken();
    while (token.isPresent()) {
      page = storage.list(query.withPageToken(token.get()));
      assertThat(pages).as("pages before one that never ends").hasSizeLessThan(10_000);
      pages.add(page);
      token = page.nextPageToken();
    }
    return pages;
  }

  static List<String> objectKeys(ObjectPage page) {
    return page.objects().stream().map(ListedObject::key).toList();
  }

  /** Asserts that the call fails as it should, with a message that names what it was about. */
  static void assertFails(Kind kind, String named, ThrowingCallable call) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .withMessageContaining(named);
  }

  static void assertFails(Kind kind, ObjectAddress named, ThrowingCallable call) {
    assertFails(kind, named.toString(), call);
  }
}
