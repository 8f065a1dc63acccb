package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.ObjectHead;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pins what docs/FORMAT.md promises to readers: a change here is a new format version. */
class StoredFormatTest {
  private final TestStore store = new TestStore();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void keysOfAFirstObject() {
    store.put("v1.0.0/app.zip", Contents.version(1, 0));
    String sha256 = store.glider.head(at("v1.0.0/app.zip")).sha256().orElseThrow().hex();

    assertThat(store.storedKeys(".deltaglider/condemned/")).isEmpty();
    assertThat(store.storedKeys(".deltaglider/format.json")).hasSize(1);
    assertThat(store.references())
        .containsExactly(".deltaglider/references/" + sha256 + "/reference.bin");
    assertThat(store.storedKeys(".deltaglider/index/"))
        .hasSize(2)
        .allSatisfy(
            key ->
                assertThat(key)
                    .matches(
                        "\\.deltaglider/index/[df]1-[0-9a-f]{32}/"
                            + sha256
                            + "\\.100000\\.[0-9A-Za-z_-]+\\.[0-9]+\\.[0-9]+\\.[0-9A-Za-z]+"));
    assertThat(store.storedKeys(".deltaglider/")).hasSize(4);
  }

  @Test
  void formatDocument() {
    store.put("notes.txt", new byte[1]);

    assertThat(new String(store.getRaw(".deltaglider/format.json"), UTF_8))
        .containsPattern("^\\{\\s*\"format\" : 1,\\s*\"policy\" : \\{\\s*\"extensions\" : \\[")
        .containsPattern("\"minSize\" : 65536,\\s*\"scopes\" : \\[ \"family\", \"directory\" \\]")
        .containsPattern("\"isolate\" : \\[ \\],\\s*\"off\" : \\[ \\]\\s*\\}\\s*\\}$");
  }

  @Test
  void metadataOfADelta() {
    store.put("v1.0.0/app.zip", Contents.version(1, 0));
    ObjectAttributes given =
        ObjectAttributes.of(
            new ContentHeaders(
                Optional.of("application/zip"),
                Optional.of("br"),
                Optional.empty(),
                Optional.empty(),
                Optional.of("no-cache"),
                Optional.empty()),
            Map.of("owner", "me", "dg-x", "1", "user-dg-x", "2"));
    store.put(PutRequest.of(at("v1.0.1/app.zip")).withAttributes(given), Contents.version(1, 1));

    ObjectHead head = store.storage.head(at("v1.0.1/app.zip"));
    Map<String, String> entries = new TreeMap<>(head.metadata());
    String reference = store.references().get(0);
    assertThat(entries.remove("dg-delta-sha256")).matches("[0-9a-f]{64}");
    assertThat(entries.remove("dg-file-sha256")).matches("[0-9a-f]{64}");
    assertThat(entries.remove("dg-etag")).matches("[0-9a-f]{32}");
    assertThat(reference).contains("/" + entries.remove("dg-ref-sha256") + "/");
    assertThat(entries)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("dg-format", "1"),
                    Map.entry("dg-tool", "deltaglider-jvm/0.1.0"),
                    Map.entry("dg-original-name", "app.zip"),
                    Map.entry("dg-file-size", "100000"),
                    Map.entry("dg-created-at", "2026-03-01T12:00:00Z"),
                    Map.entry("dg-ref-key", reference),
                    Map.entry("dg-delta-size", Long.toString(head.size())),
                    Map.entry("dg-delta-cmd", "xdelta3 -d -s reference.bin <delta> <content>"),
                    Map.entry("dg-note", "delta"),
                    Map.entry("dg-content-type", "application/zip"),
                    Map.entry("dg-content-encoding", "br"),
                    Map.entry("owner", "me"),
                    Map.entry("user-dg-x", "1"),
                    Map.entry("user-user-dg-x", "2"))));
    assertThat(head.headers().contentType()).contains("application/vnd.deltaglider.delta");
    assertThat(head.headers().contentEncoding()).isEmpty();
    assertThat(head.headers().cacheControl()).contains("no-cache");
  }

  @Test
  void namesInMetadataAreAscii() {
    store.put("v1.0.0/äpp x.zip", Contents.version(1, 0));

    assertThat(store.storage.head(at("v1.0.0/äpp x.zip")).metadata())
        .containsEntry("dg-original-name", "%C3%A4pp%20x.zip");
  }

  @Test
  void bodyOfADelta() {
    store.put("v1.0.0/app.zip", Contents.version(1, 0));
    store.put("v1.0.1/app.zip", Contents.version(1, 1));
    Map<String, String> entries = store.storage.head(at("v1.0.1/app.zip")).metadata();

    String body = new String(store.getRaw("v1.0.1/app.zip"), ISO_8859_1);

    String description =
        "DG1;f=" + entries.get("dg-file-sha256") + ";n=100000;r=" + entries.get("dg-ref-sha256");
    assertThat(body).startsWith("\u00d6\u00c3\u00c4\0").contains(description);
    // RFC 3284 §4.1: the header indicator has VCD_APPHEADER, and the text's length precedes it.
    assertThat(body.charAt(4) & 4).isEqualTo(4);
    int at = body.indexOf(description);
    assertThat((body.charAt(at - 2) & 0x7f) << 7 | body.charAt(at - 1))
        .isEqualTo(description.length());
  }

  @Test
  void metadataOfAPassthroughObjectAndAReference() {
    store.put("v1.0.0/app.zip", Contents.version(1, 0));
    store.put("notes.txt", new byte[0]);

    assertThat(store.storage.head(at("notes.txt")).metadata())
        .isEqualTo(
            Map.of(
                "dg-format", "1",
                "dg-tool", "deltaglider-jvm/0.1.0",
                "dg-file-sha256",
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "dg-file-size", "0",
                "dg-created-at", "2026-03-01T12:00:00Z",
                "dg-compression", "none",
                "dg-note", "smaller than the policy's least size"));
    ObjectHead reference = store.storage.head(at(store.references().get(0)));
    assertThat(reference.metadata())
        .containsEntry("dg-note", "reference")
        .containsEntry("dg-file-size", "100000")
        .containsKeys("dg-format", "dg-tool", "dg-file-sha256", "dg-created-at")
        .hasSize(6);
    assertThat(reference.headers().contentType()).contains("application/octet-stream");
  }

  @Test
  void whatIsLeftOutWhenThereIsNoRoom() {
    store.put("v1.0.0/app.zip", Contents.version(1, 0));
    String previous = "dg-original-name dg-delta-cmd dg-tool";
    for (int size = 1000; size < 2000; size += 10) {
      Map<String, String> user = Map.of("m", "x".repeat(size));
      PutRequest request =
          PutRequest.of(at("v2/app.zip"))
              .withAttributes(ObjectAttributes.of(ContentHeaders.NONE, user));
      store.put(request, Contents.version(1, 1));

      Map<String, String> entries = store.storage.head(at("v2/app.zip")).metadata();
      StringBuilder present = new StringBuilder();
      for (String name : new String[] {"dg-original-name", "dg-delta-cmd", "dg-tool"}) {
        present.append(entries.containsKey(name) && entries.containsKey("dg-ref-key") ? name : "");
        present.append(' ');
      }
      String left = present.toString().strip();
      // Each time a suffix of what was there before: the first goes first.
      assertThat(previous).as("%d bytes", size).endsWith(left);
      previous = left;
    }
    assertThat(previous).isEmpty();
  }

  @Test
  void aForeignObjectsMetadataIsTheUsers() {
    Map<String, String> foreign = Map.of("dg-x", "1", "user-dg-y", "2", "dg-format", "0");
    store.putRaw("foreign", new byte[1], ObjectAttributes.of(ContentHeaders.NONE, foreign));

    assertThat(store.glider.head(at("foreign")).metadata()).isEqualTo(foreign);
  }

  @Test
  void theUsersMetadataIsKeptAsGivenWhenOursDoesNotFit() {
    Map<String, String> user = Map.of("dg-note", "x".repeat(1000), "m", "x".repeat(1000));
    store.put(
        PutRequest.of(at("a")).withAttributes(ObjectAttributes.of(ContentHeaders.NONE, user)),
        new byte[1]);

    assertThat(store.glider.head(at("a")).metadata()).isEqualTo(user);
    assertThat(store.storage.head(at("a")).metadata()).isEqualTo(user);
  }
}
