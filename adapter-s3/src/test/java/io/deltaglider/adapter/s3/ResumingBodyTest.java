package io.deltaglider.adapter.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import io.deltaglider.testserver.s3.Reaction;
import io.deltaglider.testserver.s3.ReceivedRequest;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Downloads that break are resumed where they broke, in the same form of the object. */
final class ResumingBodyTest {
  private static final String BUCKET = "resumed";
  private static final ObjectAddress ADDRESS = new ObjectAddress(BUCKET, "a");
  private static final int SIZE = 3_000_000;

  private final byte[] content = new byte[SIZE];
  private final List<ReceivedRequest> gets = new CopyOnWriteArrayList<>();
  private S3TestServer server;
  private S3Storage storage;

  @BeforeEach
  void put() {
    new Random(6).nextBytes(content);
    server = TestServers.empty();
    storage = TestServers.storage(S3StorageOptions.DEFAULT.withResumes(2));
    storage.createBucket(BUCKET);
    put(content);
  }

  private String put(byte[] bytes) {
    return storage
        .put(ADDRESS, ContentSource.of(bytes), ObjectAttributes.NONE, WriteCondition.always())
        .etag();
  }

  /** Cuts the first so many answers to GET after {@code bytes} bytes. */
  private void cut(int times, long bytes) {
    server.disturb(
        request -> {
          if (!request.method().equals("GET")) {
            return Reaction.answer();
          }
          gets.add(request);
          return gets.size() <= times ? Reaction.cut(bytes) : Reaction.answer();
        });
  }

  private byte[] read(ReadOptions options) throws IOException {
    try (ObjectReader reader = storage.open(ADDRESS, options)) {
      return reader.body().readAllBytes();
    }
  }

  @Test
  @DisplayName("L-40 a truncated answer is resumed where it broke")
  void aBrokenDownloadIsResumed() throws IOException {
    cut(2, 1_000_000);

    assertThat(read(ReadOptions.WHOLE)).isEqualTo(content);

    assertThat(gets).hasSize(3);
    assertThat(gets.get(1).header("range"))
        .hasValueSatisfying(r -> assertThat(r).endsWith("-2999999"));
    assertThat(gets.get(1).header("if-match")).isPresent();
  }

  @Test
  void aBrokenRangeIsResumedInsideTheRange() throws IOException {
    cut(1, 500_000);

    assertThat(read(ReadOptions.WHOLE.withRange(ByteRange.of(1000, 1_999_999))))
        .isEqualTo(Arrays.copyOfRange(content, 1000, 2_000_000));
    assertThat(gets.get(1).header("range"))
        .hasValueSatisfying(r -> assertThat(r).endsWith("-1999999"));
  }

  @Test
  void aDownloadIsResumedOnlySoOften() {
    cut(3, 100_000);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> read(ReadOptions.WHOLE))
        .withMessageContaining(ADDRESS.toString())
        .satisfies(e -> assertThat(kindOf(e)).isEqualTo(Kind.UNAVAILABLE));
    assertThat(gets).hasSize(3);
  }

  @Test
  @DisplayName("L-06 an overwrite during a broken download is an error, never a mixture")
  void anOverwriteIsNeverMixedIn() throws IOException {
    cut(1, 1_000_000);
    try (ObjectReader reader = storage.open(ADDRESS)) {
      byte[] start = reader.body().readNBytes(500_000);
      put(new byte[SIZE]);

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> reader.body().readAllBytes())
          .satisfies(e -> assertThat(kindOf(e)).isEqualTo(Kind.PRECONDITION_FAILED));
      assertThat(start).isEqualTo(Arrays.copyOf(content, 500_000));
    }
  }

  @Test
  void closingEarlyDoesNotReadTheRest() throws IOException {
    cut(0, 0);
    ObjectReader reader = storage.open(ADDRESS);
    assertThat(reader.body().read()).isEqualTo(content[0] & 0xff);

    reader.close();

    assertThat(gets).hasSize(1);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> reader.body().read());
  }

  private static Kind kindOf(Throwable e) {
    assertThat(e).hasCauseInstanceOf(StorageException.class);
    return ((StorageException) e.getCause()).kind();
  }
}
