package io.deltaglider.testserver.proxy;

import static io.deltaglider.testserver.proxy.EchoServer.put;
import static io.deltaglider.testserver.proxy.EchoServer.text;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of fault, as client and server see it. */
class FaultProxyFaultTest {
  private EchoServer server;
  private FaultProxy proxy;
  private RawClient client;

  @BeforeEach
  void start() throws Exception {
    server = new EchoServer();
    proxy = FaultProxy.start(server.uri());
    client = new RawClient(proxy.uri());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    proxy.close();
    server.close();
  }

  private void failOnce(ProxyFault fault) {
    proxy.fault(1, request -> true, fault);
  }

  private void assertReset() {
    assertThatIOException().isThrownBy(client::rest).withMessageContaining("reset");
  }

  private void assertServesAgain() throws IOException {
    assertThat(client.send(put("/echo", "again")).head()).startsWith("HTTP/1.1 200");
    assertThat(client.body(5)).isEqualTo("again");
  }

  @Test
  void anAnswerAsS3GivesItComesWithoutForwarding() throws Exception {
    failOnce(ProxyFault.answer(FaultAnswer.s3(503, "SlowDown").withRetryAfter(7)));

    assertThat(client.send(put("/echo", text(100_000))).head())
        .startsWith("HTTP/1.1 503 ")
        .contains("Retry-After: 7\r\n", "Content-Type: application/xml\r\n");
    assertThat(client.body(FaultAnswer.s3(503, "SlowDown").body().length()))
        .contains("<Code>SlowDown</Code>");
    assertThat(server.requests).isEmpty();
    assertServesAgain();
  }

  @Test
  void anAnswerAsGcsGivesItIsJson() throws Exception {
    FaultAnswer answer = FaultAnswer.gcs(429, "rateLimitExceeded");
    failOnce(ProxyFault.answer(answer));

    assertThat(client.request("GET", "/").head())
        .startsWith("HTTP/1.1 429 ")
        .contains("Content-Type: application/json");
    assertThat(client.body(answer.body().length()))
        .startsWith("{\"error\":{\"code\":429,")
        .contains("\"reason\":\"rateLimitExceeded\"")
        .endsWith("}]}}");
    assertServesAgain();
  }

  @Test
  void aHeadIsAnsweredWithoutABody() throws Exception {
    failOnce(ProxyFault.answer(FaultAnswer.s3(500, "InternalError")));

    assertThat(client.request("HEAD", "/").head()).startsWith("HTTP/1.1 500 ");
    assertServesAgain();
    assertThat(proxy.traffic().responseBodyBytes(request -> request.method().equals("HEAD")))
        .isZero();
  }

  @Test
  void aClientThatWaitsForLeaveIsAnsweredAtOnce() throws Exception {
    failOnce(ProxyFault.answer(FaultAnswer.empty(503)));
    client.send("PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");

    assertThat(client.head()).startsWith("HTTP/1.1 503 ").contains("Connection: close\r\n");
    assertThat(client.rest()).isEmpty();
  }

  @Test
  void anAnswerAfterwardsComesWhenTheServerHasDoneIt() throws Exception {
    failOnce(ProxyFault.answerAfterwards(FaultAnswer.empty(500)));

    assertThat(client.send(put("/echo", text(100_000))).head()).startsWith("HTTP/1.1 500 ");
    assertThat(server.requests).containsExactly("PUT /echo");
    assertServesAgain();
  }

  @Test
  void aResetBeforeLeavesTheServerAlone() throws Exception {
    failOnce(ProxyFault.resetBefore());
    client.request("GET", "/echo");

    assertReset();
    assertThat(server.requests).isEmpty();
  }

  @Test
  void aResetAfterwardsComesWhenTheServerHasDoneIt() throws Exception {
    failOnce(ProxyFault.resetAfterwards());
    client.send(put("/echo", "text"));

    assertReset();
    assertThat(server.requests).containsExactly("PUT /echo");
  }

  @Test
  void aResetInTheRequestsBodyBreaksBothConnections() throws Exception {
    CompletableFuture<Integer> received = new CompletableFuture<>();
    try (ScriptedServer scripted =
            new ScriptedServer(connection -> received.complete(count(connection)));
        FaultProxy other = FaultProxy.start(scripted.uri());
        RawClient sender = new RawClient(other.uri())) {
      other.fault(request -> true, ProxyFault.resetInRequestBody(70_000));
      sender.send("PUT / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n").send(new byte[80_000]);

      assertThatIOException().isThrownBy(sender::rest).withMessageContaining("reset");
      assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(70_000);
    }
  }

  /** Counts the body bytes that come before the connection breaks. */
  private static int count(Socket connection) throws IOException {
    ScriptedServer.head(connection);
    int count = 0;
    try {
      while (connection.getInputStream().read() >= 0) {
        count++;
      }
      return -1; // It ended as if that were all.
    } catch (IOException e) {
      return count;
    }
  }

  @Test
  void aResetInTheBodyOfARequestWithoutOneComesBefore() throws Exception {
    failOnce(ProxyFault.resetInRequestBody(10));
    client.request("GET", "/echo");

    assertReset();
    assertThat(server.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 70_000, 99_999, 100_000, 1_000_000})
  void aResetInTheResponsesBodyComesAfterSoManyBytes(int bytes) throws Exception {
    failOnce(ProxyFault.resetInResponseBody(bytes));
    int passed = Math.min(bytes, 99_999);

    assertThat(client.send(put("/echo", text(100_000))).head()).startsWith("HTTP/1.1 200");
    assertThat(client.body(passed)).hasSize(passed);
    assertReset();
  }

  @Test
  void aResetInTheBodyOfAResponseWithoutOneLosesTheResponse() throws Exception {
    failOnce(ProxyFault.resetInResponseBody(10));
    client.request("GET", "/status/204");

    assertReset();
    assertThat(server.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 70_000, 100_000})
  void aTruncatedResponseEndsCleanlyAndEarly(int bytes) throws Exception {
    failOnce(ProxyFault.truncateResponse(bytes));

    assertThat(client.send(put("/echo", text(100_000))).head())
        .containsIgnoringCase("content-length: 100000\r\n");
    assertThat(client.rest()).hasSize(Math.min(bytes, 99_999));
  }

  @Test
  void aTruncatedChunkedResponseLacksItsLastChunk() throws Exception {
    failOnce(ProxyFault.truncateResponse(1000));

    client.send(put("/chunked", "text")).head();
    assertThat(new String(client.rest(), ISO_8859_1)).isEqualTo("4\r\ntext\r\n");
  }

  @Test
  void aStalledAnswerComesLate() throws Exception {
    failOnce(ProxyFault.stall(Duration.ofMillis(200)));
    long begin = System.nanoTime();

    assertThat(client.send(put("/echo", "text")).head()).startsWith("HTTP/1.1 200");
    assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(199).toNanos());
    assertThat(client.body(4)).isEqualTo("text");
    assertServesAgain();
  }

  @Test
  void aStalledBodyGoesOnLater() throws Exception {
    failOnce(ProxyFault.stallInResponseBody(2, Duration.ofMillis(200)));
    client.send(put("/echo", "text")).head();
    long begin = System.nanoTime();

    assertThat(client.body(2)).isEqualTo("te");
    assertThat(client.body(2)).isEqualTo("xt");
    assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(150).toNanos());
    assertServesAgain();
  }

  @Test
  void theFirstRuleThatIsNotUsedUpDecides() throws Exception {
    proxy.fault(2, request -> true, ProxyFault.answer(FaultAnswer.empty(500)));
    proxy.fault(
        request -> request.ordinal() >= 4 && request.is("GET", "/status/204"),
        ProxyFault.answer(FaultAnswer.empty(503)));

    int[] statuses = {500, 500, 204, 503, 503};
    for (int status : statuses) {
      assertThat(client.request("GET", "/status/204").head()).startsWith("HTTP/1.1 " + status);
    }
    proxy.clearFaults();
    assertThat(client.request("GET", "/status/204").head()).startsWith("HTTP/1.1 204");
  }

  @Test
  void rulesSeeTheWholeHead() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    proxy.fault(
        request -> {
          asked.incrementAndGet();
          return request.path().equals("/b/k%20")
              && request.query().orElse("").equals("list-type=2&prefix=a")
              && request.header("hOsT").orElse("").equals("a.bucket");
        },
        ProxyFault.answer(FaultAnswer.empty(418)));

    assertThat(client.request("GET", "/b/k%20?list-type=2&prefix=a").head())
        .startsWith("HTTP/1.1 418");
    assertThat(client.request("GET", "/status/204").head()).startsWith("HTTP/1.1 204");
    assertThat(asked).hasValue(2);
  }

  @Test
  void sensesOfFaultsAreChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> ProxyFault.truncateResponse(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> FaultAnswer.empty(199));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyFault.stall(ProxyFault.MAX_PAUSE.plusNanos(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy.fault(0, request -> true, ProxyFault.resetBefore()));
  }
}
