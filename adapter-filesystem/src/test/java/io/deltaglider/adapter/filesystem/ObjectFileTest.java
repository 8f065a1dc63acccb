package io.deltaglider.adapter.filesystem;

import static io.deltaglider.adapter.filesystem.StorageTests.BUCKET;
import static io.deltaglider.adapter.filesystem.StorageTests.CLOCK;
import static io.deltaglider.adapter.filesystem.StorageTests.address;
import static io.deltaglider.adapter.filesystem.StorageTests.assertFails;
import static io.deltaglider.adapter.filesystem.StorageTests.fileOf;
import static io.deltaglider.adapter.filesystem.StorageTests.keys;
import static io.deltaglider.adapter.filesystem.StorageTests.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in an object's file, and what is made of one that is damaged. */
class ObjectFileTest {
  private static final String TRAILER =
      "{\"key\":\"v1/a.txt\",\"etag\":\"5d41402abc4b2a76b9719d911017c592\","
          + "\"lastModified\":\"2026-01-31T12:00:00Z\",\"headers\":{\"content-type\":\"text/plain\"},"
          + "\"metadata\":{\"colour\":\"blue\"},\"tags\":{\"stage\":\"test\"},"
          + "\"storageClass\":\"STANDARD\"}";
  private static final String FOOTER =
      "0000000000000005" + "000000d9" + "00000001" + "00000000" + "964dcfc3" + "44474f424a454354";

  @TempDir private Path root;
  private StoragePort storage;

  @BeforeEach
  void open() {
    storage = new FilesystemStorage(root, CLOCK, ObservedOperations.unforced());
    storage.createBucket(BUCKET);
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Test
  void theFileIsAsSpecified() throws IOException {
    putSample();

    byte[] file = Files.readAllBytes(root.resolve("bucket/v1/a.txt%object"));

    assertThat(new String(file, 0, file.length - 32, UTF_8)).isEqualTo("hello" + TRAILER);
    assertThat(HexFormat.of().formatHex(file, file.length - 32, file.length)).isEqualTo(FOOTER);
    assertThat(root.resolve("bucket/%bucket/bucket.json"))
        .hasContent("{\"format\":1,\"createdAt\":\"2026-01-31T12:00:00Z\"}");
  }

  @Test
  @DisplayName("L-43 every truncation of a file is damage, and no byte of it is handed out")
  void truncatedFilesAreDamaged() throws IOException {
    byte[] whole = sampleFile();
    for (int length = 0; length < whole.length; length++) {
      assertDamaged(Arrays.copyOf(whole, length));
    }
  }

  @Test
  @DisplayName("L-43 a changed byte behind the body is damage")
  void changedTrailersAreDamaged() throws IOException {
    byte[] whole = sampleFile();
    for (int position = "hello".length(); position < whole.length; position++) {
      byte[] changed = whole.clone();
      changed[position] ^= 0x20;
      assertDamaged(changed);
    }
  }

  @Test
  void filesWithMoreBytesAreDamaged() throws IOException {
    byte[] whole = sampleFile();
    assertDamaged(Arrays.copyOf(whole, whole.length + 1));
    byte[] shifted = new byte[whole.length + 1];
    System.arraycopy(whole, 0, shifted, 1, whole.length);
    assertDamaged(shifted);
  }

  @Test
  void anotherObjectsFileIsDamaged() throws IOException {
    putSample();
    put(storage, "other", "content");
    assertDamaged(Files.readAllBytes(fileOf(root, "other")));
  }

  @Test
  void trailersOfOtherShapesAreDamaged() throws IOException {
    for (String trailer :
        new String[] {
          "",
          "[]",
          "{",
          "{}",
          "null",
          TRAILER.replace("\"key\":\"v1/a.txt\",", ""),
          TRAILER.replace("\"v1/a.txt\"", "1"),
          TRAILER.replace("5d41", "5D41"),
          TRAILER.replace("2026-01-31T", "yesterday"),
          TRAILER.replace("{\"colour\":\"blue\"}", "{\"colour\":{}}"),
          TRAILER.replace("{\"colour\":\"blue\"}", "[]"),
          TRAILER.replace("colour", "Co lour"),
        }) {
      assertDamaged(fileWith(trailer));
    }
  }

  @Test
  void unknownMembersAreSkipped() throws IOException {
    putSample();
    String extended = TRAILER.replace("{\"key\"", "{\"new\":{\"a\":[1,{}]},\"key\"");
    Files.write(fileOf(root, "v1/a.txt"), fileWith(extended));

    assertThat(storage.head(address("v1/a.txt")).metadata()).containsEntry("colour", "blue");
    assertThat(storage.tags(address("v1/a.txt"))).containsEntry("stage", "test");
  }

  @Test
  void aDamagedObjectCanBeOverwrittenAndDeleted() throws IOException {
    put(storage, "overwritten", "old");
    put(storage, "deleted", "old");
    Files.write(fileOf(root, "overwritten"), new byte[10]);
    Files.write(fileOf(root, "deleted"), new byte[10]);

    put(storage, "overwritten", "new");
    storage.delete(BUCKET, DeleteRequest.of("deleted"));

    assertThat(keys(storage)).containsExactly("overwritten");
    assertThat(StorageTests.read(storage, "overwritten")).isEqualTo("new");
  }

  @Test
  void aDamagedObjectFailsEveryCondition() throws IOException {
    put(storage, "a", "old");
    Files.write(fileOf(root, "a"), new byte[10]);

    assertFails(
        Kind.PRECONDITION_FAILED,
        "bucket/a",
        () -> put(storage, "a", "new", WriteCondition.ifAbsent()));
    assertFails(
        Kind.DAMAGED, "bucket/a", () -> put(storage, "a", "new", WriteCondition.ifMatch("etag")));
    assertThat(fileOf(root, "a")).hasBinaryContent(new byte[10]);
  }

  @Test
  void headersTooLargeForATrailerAreRejected() {
    ObjectAttributes attributes =
        ObjectAttributes.NONE.withHeaders(
            ContentHeaders.NONE.withContentType("x".repeat(ObjectFooter.MAX_TRAILER_BYTES)));
    assertFails(
        Kind.REJECTED,
        "bucket/a",
        () ->
            storage.put(
                address("a"), ContentSource.of(new byte[1]), attributes, WriteCondition.always()));
    assertThat(keys(storage)).isEmpty();
  }

  private void assertDamaged(byte[] file) throws IOException {
    Files.write(fileOf(root, "v1/a.txt"), file);
    String named = "bucket/v1/a.txt";
    assertFails(Kind.DAMAGED, named, () -> storage.head(address("v1/a.txt")));
    assertFails(Kind.DAMAGED, named, () -> storage.open(address("v1/a.txt")));
    assertFails(Kind.DAMAGED, named, () -> storage.tags(address("v1/a.txt")));
    assertThat(storage.list(ListQuery.of(BUCKET, "v1/")).objects())
        .singleElement()
        .satisfies(listed -> assertThat(listed.key()).isEqualTo("v1/a.txt"))
        .satisfies(listed -> assertThat(listed.size()).isEqualTo(file.length))
        .satisfies(listed -> assertThat(listed.head()).isEmpty());
    assertFails(
        Kind.DAMAGED,
        named,
        () -> storage.copy(CopyRequest.of(address("v1/a.txt"), address("copy"))));
  }

  private byte[] sampleFile() throws IOException {
    putSample();
    return Files.readAllBytes(fileOf(root, "v1/a.txt"));
  }

  private byte[] fileWith(String trailer) throws IOException {
    putSample();
    byte[] end = ObjectFooter.append(trailer.getBytes(UTF_8), 5);
    byte[] file = Arrays.copyOf("hello".getBytes(UTF_8), 5 + end.length);
    System.arraycopy(end, 0, file, 5, end.length);
    return file;
  }

  private void putSample() {
    ObjectAttributes attributes =
        ObjectAttributes.of(
                ContentHeaders.NONE.withContentType("text/plain"), Map.of("colour", "blue"))
            .withTags(Map.of("stage", "test"))
            .withStorageClass(Optional.of("STANDARD"));
    storage.put(
        address("v1/a.txt"),
        ContentSource.of("hello".getBytes(UTF_8)),
        attributes,
        WriteCondition.always());
  }
}
