package io.deltaglider.testserver.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server answers to plain HTTP; the rest is tested by the adapter's contract. */
class GcsTestServerTest {
  private final HttpClient http = HttpClient.newHttpClient();
  private GcsTestServer server;

  @BeforeEach
  void start() throws Exception {
    server = GcsTestServer.start();
    assertThat(send("POST", "/storage/v1/b", "{\"name\": \"bucket\"}").statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> send(String method, String target, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + target))
            .method(method, BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> upload(String name, String body, String query) throws Exception {
    return send(
        "POST", "/upload/storage/v1/b/bucket/o?uploadType=media&name=" + name + query, body);
  }

  @Test
  void aNameIsWhatTheEscapesSayAndNothingIsNormalised() throws Exception {
    upload("a%2F%2F..%2Fb%0A%2B", "content", "");

    assertThat(server.resource("bucket", "a//../b\n+")).containsEntry("size", "7");
    assertThat(send("GET", "/storage/v1/b/bucket/o/a%2F%2F..%2Fb%0A%2B?alt=media", "").body())
        .isEqualTo("content");
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    HttpResponse<String> object = send("GET", "/storage/v1/b/bucket/o/x", "");
    assertThat(object.statusCode()).isEqualTo(404);
    assertThat(object.body()).contains("\"No such object: bucket/x\"");
    assertThat(send("GET", "/storage/v1/b/other/o/x", "").body())
        .contains("The specified bucket does not exist.");
    assertThat(send("GET", "/bucket/x", "").body()).contains("<Code>NoSuchKey</Code>");
  }

  @Test
  void aBrokenConditionChangesNothing() throws Exception {
    assertThat(upload("a", "first", "&ifGenerationMatch=0").statusCode()).isEqualTo(200);

    assertThat(upload("a", "second", "&ifGenerationMatch=0").statusCode()).isEqualTo(412);
    assertThat(send("DELETE", "/storage/v1/b/bucket/o/a?ifGenerationMatch=1", "").statusCode())
        .isEqualTo(412);

    assertThat(send("GET", "/bucket/a", "").body()).isEqualTo("first");
  }

  @Test
  void aResumableUploadSaysHowFarItIs() throws Exception {
    URI session =
        URI.create(
            send("POST", "/upload/storage/v1/b/bucket/o?uploadType=resumable&name=a", "")
                .headers()
                .firstValue("location")
                .orElseThrow());
    String target = session.getRawPath() + "?" + session.getRawQuery();
    assertThat(send("PUT", target, "", "Content-Range", "bytes */8").headers().map())
        .doesNotContainKey("range");

    HttpResponse<String> half = send("PUT", target, "0123", "Content-Range", "bytes 0-3/8");
    assertThat(half.statusCode()).isEqualTo(308);
    assertThat(half.headers().firstValue("range")).contains("bytes=0-3");
    assertThat(server.openUploads()).isEqualTo(1);

    HttpResponse<String> all = send("PUT", target, "4567", "Content-Range", "bytes 4-7/8");
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(server.openUploads()).isZero();
    assertThat(send("GET", "/bucket/a", "", "Range", "bytes=2-5").body()).isEqualTo("2345");
  }

  @Test
  void aCancelledUploadIsForgotten() throws Exception {
    URI session =
        URI.create(
            send("POST", "/upload/storage/v1/b/bucket/o?uploadType=resumable&name=a", "")
                .headers()
                .firstValue("location")
                .orElseThrow());
    String target = session.getRawPath() + "?" + session.getRawQuery();

    assertThat(send("DELETE", target, "").statusCode()).isEqualTo(499);

    assertThat(server.openUploads()).isZero();
    assertThat(send("PUT", target, "x", "Content-Range", "bytes 0-0/1").statusCode())
        .isEqualTo(404);
  }

  @Test
  void aChecksumThatDoesNotFitIsRefused() throws Exception {
    String session =
        send(
                "POST",
                "/upload/storage/v1/b/bucket/o?uploadType=resumable&name=a",
                "{\"crc32c\": \"AAAAAA==\"}")
            .headers()
            .firstValue("location")
            .orElseThrow();
    URI uri = URI.create(session);

    assertThat(send("PUT", uri.getRawPath() + "?" + uri.getRawQuery(), "x").statusCode())
        .isEqualTo(400);
    assertThat(send("GET", "/bucket/a", "").statusCode()).isEqualTo(404);
  }

  @Test
  void onlyAnEmptyBucketIsDeleted() throws Exception {
    upload("a", "content", "");
    assertThat(send("DELETE", "/storage/v1/b/bucket", "").statusCode()).isEqualTo(409);

    send("DELETE", "/storage/v1/b/bucket/o/a", "");
    assertThat(send("DELETE", "/storage/v1/b/bucket", "").statusCode()).isEqualTo(204);
  }

  @Test
  void aLargeRewriteTakesSeveralCalls() throws Exception {
    upload("a", "0123456789", "");
    String rewrite = "/storage/v1/b/bucket/o/a/rewriteTo/b/bucket/o/b?maxBytesRewrittenPerCall=6";
    String first = send("POST", rewrite, "").body();
    assertThat(first).contains("\"done\":false");
    String token = first.replaceFirst(".*\"rewriteToken\":\"([^\"]+)\".*", "$1");

    assertThat(send("POST", rewrite + "&rewriteToken=" + token, "").body())
        .contains("\"done\":true");
    assertThat(send("GET", "/bucket/b", "").body()).isEqualTo("0123456789");
  }

  @Test
  void aPatchChangesMetadataAndTheMetagenerationOnly() throws Exception {
    upload("a", "content", "");
    Map<String, Object> before = server.resource("bucket", "a");

    send("PATCH", "/storage/v1/b/bucket/o/a", "{\"metadata\": {\"k\": \"v\"}}");

    assertThat(server.resource("bucket", "a"))
        .containsEntry("metadata", Map.of("k", "v"))
        .containsEntry("metageneration", "2")
        .containsEntry("generation", before.get("generation"))
        .containsEntry("md5Hash", before.get("md5Hash"));
  }

  @Test
  void onlyTheFieldsThatAreWantedAreTold() throws Exception {
    upload("a", "content", "");
    upload("b", "content", "");

    assertThat(
            send("GET", "/storage/v1/b/bucket/o?fields=kind,items(name,size),prefixes", "").body())
        .isEqualTo(
            "{\"kind\":\"storage#objects\",\"items\":[{\"name\":\"a\",\"size\":\"7\"},"
                + "{\"name\":\"b\",\"size\":\"7\"}]}");
  }

  @Test
  void aFaultHitsOneRequest() throws Exception {
    upload("a", "0123456789".repeat(10_000), "");
    server.inject(Fault.answer("GET /bucket/a", 503));
    server.inject(Fault.cut("GET /bucket/a", 70_000));

    assertThat(send("GET", "/bucket/a", "").statusCode()).isEqualTo(503);
    assertThatIOException().isThrownBy(() -> send("GET", "/bucket/a", ""));
    assertThat(send("GET", "/bucket/a", "").body().getBytes(UTF_8)).hasSize(100_000);
    assertThat(server.requests()).filteredOn("GET /bucket/a"::equals).hasSize(3);
  }
}
