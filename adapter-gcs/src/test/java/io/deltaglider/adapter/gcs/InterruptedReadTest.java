package io.deltaglider.adapter.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.testserver.gcs.Fault;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reads whose connection breaks, and objects that others put. */
class InterruptedReadTest extends GcsTestBase {
  private static final int SIZE = 2_000_000;
  private static final String DOWNLOAD = "GET /" + BUCKET + "/a";

  @Test
  @DisplayName("L-40 a read whose connection breaks goes on where it was")
  void aBrokenReadGoesOn() throws IOException {
    byte[] bytes = bytes(1, SIZE);
    put("a", bytes);
    server.inject(Fault.cut(DOWNLOAD, 700_000));
    server.inject(Fault.cut(DOWNLOAD, 500_001));
    server.forgetRequests();

    assertThat(read("a")).isEqualTo(bytes);

    assertThat(server.requests()).hasSize(3);
    assertThat(server.requests().subList(1, 3)).allMatch(line -> line.contains("?generation="));
  }

  @Test
  void aBrokenReadOfARangeEndsWhereTheRangeEnds() throws IOException {
    byte[] bytes = bytes(2, SIZE);
    put("a", bytes);
    server.inject(Fault.cut(DOWNLOAD, 300_000));

    assertThat(read("a", ReadOptions.WHOLE.withRange(ByteRange.of(100, 1_000_099))))
        .isEqualTo(Arrays.copyOfRange(bytes, 100, 1_000_100));
  }

  @Test
  @DisplayName("L-06 a broken read of an object that was overwritten meanwhile fails, unmixed")
  void aBrokenReadNeverMixesGenerations() throws IOException {
    byte[] old = bytes(3, SIZE);
    put("a", old);
    server.inject(Fault.cut(DOWNLOAD, 700_000));

    // A range, since the checksum of a whole read would also tell a mixture.
    ReadOptions range = ReadOptions.WHOLE.withRange(ByteRange.from(0));
    try (ObjectReader reader = storage.open(address("a"), range)) {
      byte[] start = reader.body().readNBytes(10);
      put("a", bytes(4, SIZE));

      assertThat(start).isEqualTo(Arrays.copyOf(old, 10));
      assertThatIOException()
          .isThrownBy(() -> reader.body().readAllBytes())
          .withMessageContaining(BUCKET + "/a")
          .satisfies(
              e ->
                  assertThat(((StorageException) e.getCause()).kind()).isEqualTo(Kind.UNAVAILABLE));
    }
  }

  @Test
  void aConnectionThatBreaksAgainAndAgainIsGivenUp() throws IOException {
    put("a", bytes(5, SIZE));
    server.inject(Fault.cut(DOWNLOAD, 700_000));

    try (ObjectReader reader = storage.open(address("a"))) {
      for (int i = 0; i < 100; i++) {
        server.inject(Fault.cut("?generation=", 0));
      }
      server.forgetRequests();

      assertThatIOException()
          .isThrownBy(() -> reader.body().readAllBytes())
          .withCauseInstanceOf(StorageException.class);
      assertThat(server.requests()).hasSizeLessThan(20);
    }
  }

  @Test
  void bytesThatDoNotFitTheChecksumAreNoCleanEnd() throws IOException {
    put("a", bytes(6, 1000));
    StoredObject known = new GcsLookup(new GcsClient(client.getOptions())).get("t", address("a"));
    server.forgetRequests();
    GcsBody body =
        new GcsBody(
            address("a"),
            new GcsClient(client.getOptions()).get("/" + BUCKET + "/a").execute(),
            0,
            known.head().size(),
            Optional.of("AAAAAA=="),
            position -> {
              throw new IOException("not wanted");
            });

    try (body) {
      assertThatIOException()
          .isThrownBy(body::readAllBytes)
          .withMessageContaining("checksum")
          .withCauseInstanceOf(StorageException.class);
    }
  }

  @Test
  @DisplayName("P-20 what another tool put is told exactly, though headers are ambiguous")
  void whatOthersPutIsToldExactly() throws IOException {
    client.create(
        BlobInfo.newBuilder(BlobId.of(BUCKET, "a"))
            .setMetadata(Map.of("Name", "value"))
            .setCacheControl("private, max-age=0")
            .build(),
        bytes(7, 10));

    try (ObjectReader reader = storage.open(address("a"))) {
      assertThat(reader.head()).isEqualTo(storage.head(address("a")));
      assertThat(reader.head().metadata()).containsExactly(Map.entry("name", "value"));
      assertThat(reader.head().headers().cacheControl()).contains("private, max-age=0");
      assertThat(reader.head().headers().contentType()).contains("application/octet-stream");
    }
  }

  @Test
  void metadataThatAnotherToolChangedIsSeen() throws IOException {
    put("a", bytes(8, 10));
    client.update(BlobInfo.newBuilder(BlobId.of(BUCKET, "a")).setCacheControl("no-store").build());

    try (ObjectReader reader = storage.open(address("a"))) {
      assertThat(reader.head()).isEqualTo(storage.head(address("a")));
      assertThat(reader.head().headers().cacheControl()).contains("no-store");
    }
  }

  @Test
  @DisplayName("L-31 a composed object, which has no MD5, has an ETag that is none")
  void aComposedObjectHasAnEtag() throws IOException {
    put("a", bytes(9, 10));
    server.dropMd5(BUCKET, "a");

    String etag = storage.head(address("a")).etag();

    assertThat(etag).matches("\\d+-g");
    try (ObjectReader reader = storage.open(address("a"), ReadOptions.WHOLE.withIfMatch(etag))) {
      assertThat(reader.head().etag()).isEqualTo(etag);
    }
  }

  @Test
  @DisplayName("L-31 an ETag is the MD5 in hex")
  void anEtagIsTheMd5() {
    assertThat(put("a", new byte[0]).etag()).isEqualTo("d41d8cd98f00b204e9800998ecf8427e");
  }
}
