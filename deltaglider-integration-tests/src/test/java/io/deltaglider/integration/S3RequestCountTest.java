package io.deltaglider.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.testserver.proxy.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What the calls of the drop-in client cost on the wire; docs/PERFORMANCE.md, "Requests". */
final class S3RequestCountTest {
  @TempDir private Path directory;
  private S3Served served;
  private FaultProxy proxy;
  private S3Client client;

  @BeforeEach
  void putAFamily() throws IOException {
    served = new S3Served();
    proxy = FaultProxy.start(served.server().endpoint());
    client = DropInClients.of(proxy.uri(), directory).build();
    client.createBucket(request -> request.bucket(Stage.BUCKET));
    put(0);
    put(1);
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    proxy.close();
    served.close();
  }

  private static String key(int version) {
    return "v1." + version + ".0/app.zip";
  }

  private void put(int version) {
    client.putObject(
        request -> request.bucket(Stage.BUCKET).key(key(version)),
        RequestBody.fromBytes(Stage.release(1, version)));
  }

  private long requestsOf(Runnable call) {
    proxy.traffic().reset();
    call.run();
    return proxy.traffic().requests();
  }

  @Test
  void aLaterVersionIsOneRequest() {
    assertThat(requestsOf(() -> put(2))).isEqualTo(1);
  }

  @Test
  @DisplayName("P-10: 100 gets of a family read the reference's bytes once")
  void getsReadTheReferenceOnce() {
    try (S3Client reader = DropInClients.of(proxy.uri(), directory.resolve("other")).build()) {
      long requests =
          requestsOf(
              () -> {
                for (int read = 0; read < 100; read++) {
                  int version = read % 2;
                  byte[] content =
                      reader
                          .getObjectAsBytes(
                              request -> request.bucket(Stage.BUCKET).key(key(version)))
                          .asByteArray();
                  assertThat(content).isEqualTo(Stage.release(1, version));
                }
              });

      assertThat(requests).isEqualTo(101);
      assertThat(
              proxy
                  .traffic()
                  .responseBodyBytes(request -> request.target().contains("reference.bin")))
          .isEqualTo(Stage.SIZE);
    }
  }

  @Test
  void aHeadAndADeleteAreOneRequestEach() {
    assertThat(
            requestsOf(
                () -> client.headObject(request -> request.bucket(Stage.BUCKET).key(key(1)))))
        .isEqualTo(1);
    assertThat(
            requestsOf(
                () -> client.deleteObject(request -> request.bucket(Stage.BUCKET).key(key(1)))))
        .isEqualTo(1);
  }
}
