package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.testserver.s3.Reaction;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What commands over many small files ask of S3, counted on the wire. */
@Timeout(120)
class RequestsTest {
  private static final int FILES = 60;

  /** Listings, the bucket's format document and its lifecycle rules. */
  private static final int OVERHEAD = 6;

  /** The above, and trying whether this store decides conditions, however many threads begin. */
  private static final int FIRST_WRITES = 16;

  @RegisterExtension static final CloudServers SERVERS = new CloudServers();

  private final Map<String, Integer> requests = Collections.synchronizedMap(new TreeMap<>());

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucketAndFiles() throws IOException {
    cli = SERVERS.cli(root);
    cli.ok("mb", BUCKET);
    for (int number = 0; number < FILES; number++) {
      Path file = cli.file("tree/" + number % 7 + "/" + number + ".txt", new byte[300 + number]);
      Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }
    S3TestServer s3 = SERVERS.s3();
    s3.disturb(
        request -> {
          requests.merge(request.method(), 1, Integer::sum);
          return Reaction.answer();
        });
  }

  private int all() {
    return requests.values().stream().mapToInt(Integer::intValue).sum();
  }

  @Test
  @DisplayName("Uploading many small files is one PUT for each and a few requests beside")
  void uploadsAreOneRequestEach() {
    assertThat(cli.ok("cp", "-r", "tree", BUCKET).lines()).hasSize(FILES);

    assertThat(all()).as("%s", requests).isLessThanOrEqualTo(FILES + FIRST_WRITES);
  }

  @Test
  @DisplayName("Downloading many small files is one GET for each and a few requests beside")
  void downloadsAreOneRequestEach() throws IOException {
    cli.ok("cp", "-r", "tree", BUCKET);
    requests.clear();

    assertThat(cli.ok("cp", "-r", BUCKET, "back").lines()).hasSize(FILES);

    assertThat(all()).as("%s", requests).isLessThanOrEqualTo(FILES + OVERHEAD);
    assertThat(Cli.filesBelow(cli.directory().resolve("back"))).hasSize(FILES);
  }

  @Test
  @DisplayName("A sync is one PUT for each file; a second one is one look at each object at most")
  void syncsAreOneRequestEach() {
    assertThat(cli.ok("sync", "tree", BUCKET).lines()).hasSize(FILES);
    assertThat(all()).as("%s", requests).isLessThanOrEqualTo(FILES + FIRST_WRITES);
    requests.clear();

    assertThat(cli.ok("sync", "tree", BUCKET)).isEmpty();

    assertThat(all()).as("%s", requests).isLessThanOrEqualTo(FILES + OVERHEAD);
    assertThat(requests).doesNotContainKey("PUT");
  }

  @Test
  @DisplayName("What is too small to be a delta costs no look of its own")
  void tinyObjectsCostNothingToList() throws IOException {
    for (int number = 0; number < FILES; number++) {
      cli.file("tiny/" + number, new byte[number]);
    }
    cli.ok("cp", "-r", "tiny", BUCKET);
    requests.clear();

    assertThat(cli.ok("ls", "-r", "--json", BUCKET).lines())
        .hasSize(FILES)
        .allMatch(line -> line.endsWith("\"form\":\"passthrough\"}"));

    assertThat(all()).as("%s", requests).isLessThanOrEqualTo(OVERHEAD);
  }

  @Test
  @DisplayName("Copying within a bucket is four requests each; conditions are tried once")
  void copiesAreFourRequestsEach() {
    cli.ok("cp", "-r", "tree", BUCKET + "/one");
    requests.clear();

    assertThat(cli.ok("cp", "-r", BUCKET + "/one", BUCKET + "/two").lines()).hasSize(FILES);

    assertThat(all()).as("%s", requests).isLessThanOrEqualTo(4 * FILES + FIRST_WRITES);
  }

  @Test
  @DisplayName("L-47: deleting recursively, and what a sync deletes, takes batches")
  void deletionsAreBatches() throws IOException {
    cli.ok("cp", "-r", "tree", BUCKET + "/one");
    cli.ok("cp", "-r", "tree", BUCKET + "/two");
    Files.createDirectory(cli.directory().resolve("empty"));
    requests.clear();

    assertThat(cli.ok("rm", "-r", BUCKET + "/one").lines()).hasSize(FILES);
    assertThat(all()).as("%s", requests).isLessThanOrEqualTo(OVERHEAD);
    requests.clear();
    assertThat(cli.ok("sync", "--delete", "empty", BUCKET + "/two").lines()).hasSize(FILES);

    assertThat(requests).doesNotContainKey("DELETE").containsEntry("POST", 1);
    assertThat(cli.ok("ls", "-r", BUCKET)).isEmpty();
  }
}
