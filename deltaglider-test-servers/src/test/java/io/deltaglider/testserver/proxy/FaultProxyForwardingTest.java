package io.deltaglider.testserver.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through a proxy that was not told to do anything to it. */
class FaultProxyForwardingTest {
  private static final int TEN_MB = 10_000_000;
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private EchoServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws Exception {
    server = new EchoServer();
    proxy = FaultProxy.start(server.uri());
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
    server.close();
  }

  private HttpResponse<byte[]> put(String target, BodyPublisher body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(proxy.uri().resolve(target)).PUT(body).build();
    return CLIENT.send(request, BodyHandlers.ofByteArray());
  }

  @Test
  void bodiesOfTenMegabytesComeThroughBothWays() throws Exception {
    byte[] body = EchoServer.bytes(TEN_MB);

    HttpResponse<byte[]> response = put("/echo", BodyPublishers.ofByteArray(body));

    assertThat(response.headers().firstValue("Content-Length")).contains("10000000");
    assertThat(response.body()).isEqualTo(body);
  }

  @Test
  void chunkedBodiesOfTenMegabytesComeThroughBothWays() throws Exception {
    byte[] body = EchoServer.bytes(TEN_MB);

    HttpResponse<byte[]> response =
        put("/chunked", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    assertThat(response.headers().firstValue("Transfer-Encoding")).contains("chunked");
    assertThat(response.body()).isEqualTo(body);
    assertThat(proxy.traffic().requestBodyBytes(request -> true)).isEqualTo(TEN_MB);
    assertThat(proxy.traffic().responseBodyBytes(request -> true)).isEqualTo(TEN_MB);
  }

  @Test
  void oneConnectionServesOneRequestAfterTheOther() throws Exception {
    try (RawClient client = new RawClient(proxy.uri())) {
      assertThat(client.request("HEAD", "/a").head())
          .startsWith("HTTP/1.1 200")
          .containsIgnoringCase("Content-length: 12345\r\n");
      assertThat(client.request("GET", "/status/204").head()).startsWith("HTTP/1.1 204");
      assertThat(client.request("GET", "/status/304").head()).startsWith("HTTP/1.1 304");
      assertThat(client.send(EchoServer.put("/echo", "text")).head()).startsWith("HTTP/1.1 200");
      assertThat(client.body(4)).isEqualTo("text");
      assertThat(client.request("GET", "/status/404").head()).startsWith("HTTP/1.1 404");
    }
    assertThat(server.connections).hasSize(1);
    assertThat(server.requests).hasSize(5);
  }

  @Test
  void headsPassUnchanged() throws Exception {
    String request =
        "GET /b/%2F..//a%20b?x=%C3%A4&y HTTP/1.1\r\nhOST:  some.Bucket:1 \r\nX-a: \u00e9\r\nX-a:b\r\n\r\n";
    String response = "HTTP/1.1 200\r\nx-A:  b \r\nContent-Length: 0\r\n\r\n";
    AtomicReference<String> received = new AtomicReference<>();
    try (ScriptedServer scripted =
            new ScriptedServer(
                connection -> {
                  received.set(ScriptedServer.head(connection));
                  connection.getOutputStream().write(response.getBytes(ISO_8859_1));
                });
        FaultProxy other = FaultProxy.start(scripted.uri());
        RawClient client = new RawClient(other.uri())) {
      assertThat(client.send(request).head()).isEqualTo(response);
    }
    assertThat(received.get()).isEqualTo(request);
  }

  @Test
  void aClientWaitsForLeaveToSendItsBody() throws Exception {
    try (RawClient client = new RawClient(proxy.uri())) {
      client.send(
          "PUT /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
      assertThat(client.head()).startsWith("HTTP/1.1 100");

      assertThat(client.send("text").head()).startsWith("HTTP/1.1 200");
      assertThat(client.body(4)).isEqualTo("text");
      assertThat(client.request("GET", "/status/204").head()).startsWith("HTTP/1.1 204");
    }
  }

  @Test
  void aRefusalBeforeTheBodyEndsTheConnection() throws Exception {
    try (ScriptedServer scripted = refusing();
        FaultProxy other = FaultProxy.start(scripted.uri());
        RawClient client = new RawClient(other.uri())) {
      client.send("PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");

      assertThat(client.head()).startsWith("HTTP/1.1 403").contains("Connection: close");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void anEarlyAnswerReachesAClientThatStillSends() throws Exception {
    try (ScriptedServer scripted = refusing();
        FaultProxy other = FaultProxy.start(scripted.uri());
        RawClient client = new RawClient(other.uri())) {
      client.send("PUT / HTTP/1.1\r\nContent-Length: " + TEN_MB + "\r\n\r\n");
      client.send(new byte[TEN_MB]);

      assertThat(client.head()).startsWith("HTTP/1.1 403");
    }
  }

  private static ScriptedServer refusing() throws Exception {
    return new ScriptedServer(
        connection -> {
          ScriptedServer.head(connection);
          connection
              .getOutputStream()
              .write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
        });
  }

  @Test
  void aBodyThatEndsWithTheConnectionEndsSo() throws Exception {
    try (ScriptedServer scripted =
            new ScriptedServer(
                connection -> {
                  ScriptedServer.head(connection);
                  connection
                      .getOutputStream()
                      .write("HTTP/1.1 200 OK\r\n\r\nbody".getBytes(ISO_8859_1));
                });
        FaultProxy other = FaultProxy.start(scripted.uri());
        RawClient client = new RawClient(other.uri())) {
      client.request("GET", "/").head();

      assertThat(client.rest()).asString().isEqualTo("body");
    }
  }

  @Test
  void bytesArePassedOnBeforeTheRestIsThere() throws Exception {
    CountDownLatch halfArrived = new CountDownLatch(1);
    try (ScriptedServer scripted =
            new ScriptedServer(
                connection -> {
                  ScriptedServer.head(connection);
                  String half = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf";
                  connection.getOutputStream().write(half.getBytes(ISO_8859_1));
                  assertThat(halfArrived.await(20, TimeUnit.SECONDS)).isTrue();
                  connection.getOutputStream().write("rest".getBytes(ISO_8859_1));
                });
        FaultProxy other = FaultProxy.start(scripted.uri());
        RawClient client = new RawClient(other.uri())) {
      client.request("GET", "/").head();
      assertThat(client.body(4)).isEqualTo("half");
      halfArrived.countDown();

      assertThat(client.body(4)).isEqualTo("rest");
    }
  }

  @Test
  void aServerThatBreaksOffShowsAsAReset() throws Exception {
    try (ScriptedServer scripted =
            new ScriptedServer(
                connection -> {
                  ScriptedServer.head(connection);
                  connection
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody".getBytes(ISO_8859_1));
                });
        FaultProxy other = FaultProxy.start(scripted.uri());
        RawClient client = new RawClient(other.uri())) {
      client.request("GET", "/");

      assertThatIOException().isThrownBy(client::rest).withMessageContaining("reset");
    }
  }

  @Test
  void aServerThatIsNotThereShowsAsAReset() throws Exception {
    int port;
    try (ServerSocket unused = new ServerSocket(0)) {
      port = unused.getLocalPort();
    }
    try (FaultProxy other = FaultProxy.start(URI.create("http://127.0.0.1:" + port));
        RawClient client = new RawClient(other.uri())) {
      client.request("GET", "/");

      assertThatIOException().isThrownBy(client::rest).withMessageContaining("reset");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET http://elsewhere/ HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\n folded: x\r\n\r\n",
        "PUT / HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\ntext",
        "PUT / HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void whatIsNoRequestIsAnswered400(String request) throws Exception {
    try (RawClient client = new RawClient(proxy.uri())) {
      assertThat(client.send(request).head()).startsWith("HTTP/1.1 400");
      assertThat(client.rest()).isEmpty();
    }
    assertThat(server.requests).isEmpty();
  }

  @Test
  void manyClientsAreServedAtOnce() throws Exception {
    CompletableFuture<?>[] all = new CompletableFuture<?>[64];
    for (int i = 0; i < all.length; i++) {
      byte[] body = EchoServer.bytes(10_000 + i);
      HttpRequest request =
          HttpRequest.newBuilder(proxy.uri().resolve("/echo"))
              .PUT(BodyPublishers.ofByteArray(body))
              .build();
      all[i] =
          CLIENT
              .sendAsync(request, BodyHandlers.ofByteArray())
              .thenAccept(response -> assertThat(response.body()).isEqualTo(body));
    }
    CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
    assertThat(proxy.traffic().requests()).isEqualTo(64);
  }

  @Test
  void eachRequestIsDelayed() throws Exception {
    proxy.delayEach(Duration.ofMillis(150));
    long begin = System.nanoTime();

    put("/echo", BodyPublishers.ofString("one"));
    put("/echo", BodyPublishers.ofString("two"));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void delaysAreBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> proxy.delayEach(ProxyFault.MAX_PAUSE.plusNanos(1)));
  }

  @Test
  void onlyHttpServersAreStoodBefore() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultProxy.start(URI.create("https://127.0.0.1:1")))
        .withMessageContaining("https://127.0.0.1:1");
  }

  @Test
  void closingEndsPausesAndResetsConnections() throws Exception {
    proxy.delayEach(ProxyFault.MAX_PAUSE);
    try (RawClient client = new RawClient(proxy.uri())) {
      client.request("GET", "/");
      while (proxy.traffic().requests() == 0) {
        Thread.onSpinWait();
      }
      proxy.close();

      assertThatIOException().isThrownBy(client::rest).withMessageContaining("reset");
    }
  }

  @Test
  void closingTellsThatARuleFailed() throws Exception {
    FaultProxy broken = FaultProxy.start(server.uri());
    broken.fault(
        request -> {
          throw new AssertionError("bad rule");
        },
        ProxyFault.resetBefore());
    try (RawClient client = new RawClient(broken.uri())) {
      client.request("GET", "/");
      assertThatIOException().isThrownBy(client::rest);
    }
    assertThatIllegalStateException()
        .isThrownBy(broken::close)
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("bad rule"));
  }
}
