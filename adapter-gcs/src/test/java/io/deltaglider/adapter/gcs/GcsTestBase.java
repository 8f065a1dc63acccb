package io.deltaglider.adapter.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.cloud.storage.Storage;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoredVersion;
import io.deltaglider.port.storage.WriteCondition;
import io.deltaglider.testserver.gcs.GcsTestServer;
import java.io.IOException;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A server, a bucket and the adapter with small chunks. */
abstract class GcsTestBase {
  static final String BUCKET = "gcs-bucket";
  static final int CHUNK = GcsUploadOptions.CHUNK_UNIT;

  static GcsTestServer server;

  Storage client;
  GcsStorage storage;

  @BeforeAll
  static void startServer() throws Exception {
    server = GcsTestServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    server.reset();
    client = GcsServerFixture.client(server.uri());
    storage = new GcsStorage(client, new GcsUploadOptions(CHUNK, CHUNK));
    storage.createBucket(BUCKET);
    server.forgetRequests();
  }

  @AfterEach
  void close() {
    storage.close();
  }

  static ObjectAddress address(String key) {
    return new ObjectAddress(BUCKET, key);
  }

  static byte[] bytes(long seed, int count) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  StoredVersion put(String key, byte[] bytes) {
    return put(key, bytes, ObjectAttributes.NONE);
  }

  StoredVersion put(String key, byte[] bytes, ObjectAttributes attributes) {
    return storage.put(address(key), ContentSource.of(bytes), attributes, WriteCondition.always());
  }

  byte[] read(String key) throws IOException {
    return read(key, ReadOptions.WHOLE);
  }

  byte[] read(String key, ReadOptions options) throws IOException {
    try (ObjectReader reader = storage.open(address(key), options)) {
      return reader.body().readAllBytes();
    }
  }

  static void assertFails(Kind kind, String named, ThrowingCallable call) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .withMessageContaining(named);
  }
}
