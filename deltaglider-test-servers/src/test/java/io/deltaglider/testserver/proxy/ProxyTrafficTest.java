package io.deltaglider.testserver.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a proxy counts. */
class ProxyTrafficTest {
  @Test
  void requestsAndBytesAreCounted() throws Exception {
    try (EchoServer server = new EchoServer();
        FaultProxy proxy = FaultProxy.start(server.uri());
        RawClient client = new RawClient(proxy.uri())) {
      proxy.fault(
          request -> request.is("GET", "/a"), ProxyFault.answer(FaultAnswer.s3(503, "SlowDown")));
      client.send(EchoServer.put("/a?x=1", "12345")).head();
      client.body(5);
      client.send(EchoServer.put("/b", "123")).head();
      client.body(3);
      client.request("GET", "/a").head();

      ProxyTraffic traffic = proxy.traffic();
      assertThat(traffic.requests()).isEqualTo(3);
      assertThat(traffic.requests("PUT", Pattern.compile("^/[ab]"))).isEqualTo(2);
      assertThat(traffic.requests("PUT", Pattern.compile("[?]x="))).isEqualTo(1);
      assertThat(traffic.requests("GET", Pattern.compile("/b"))).isZero();
      assertThat(traffic.requestBodyBytes(request -> true)).isEqualTo(8);
      assertThat(traffic.responseBodyBytes(request -> request.is("PUT", "/b"))).isEqualTo(3);
      List<ProxiedExchange> exchanges = traffic.exchanges();
      assertThat(exchanges).extracting(e -> e.request().ordinal()).containsExactly(1L, 2L, 3L);
      assertThat(exchanges)
          .extracting(e -> e.request().method() + " " + e.request().target())
          .containsExactly("PUT /a?x=1", "PUT /b", "GET /a");
      assertThat(exchanges).extracting(e -> e.status().getAsInt()).containsExactly(200, 200, 503);
      assertThat(exchanges)
          .extracting(e -> e.fault().isPresent())
          .containsExactly(false, false, true);
    }
  }

  @Test
  void aResetBeginsAnew() throws Exception {
    ProxyTraffic traffic = new ProxyTraffic();
    Exchange old = traffic.begin(head());
    traffic.reset();
    old.sent(10);

    assertThat(traffic.requests()).isZero();
    assertThat(traffic.responseBodyBytes(request -> true)).isZero();
    assertThat(traffic.begin(head()).request().ordinal()).isEqualTo(1);
  }

  @Test
  void whatWasNotKeptIsNotCountedWrongly() throws Exception {
    ProxyTraffic traffic = new ProxyTraffic();
    for (int i = 0; i < ProxyTraffic.MAX_EXCHANGES; i++) {
      traffic.begin(head());
    }
    assertThat(traffic.exchanges()).hasSize(ProxyTraffic.MAX_EXCHANGES);
    traffic.begin(head());

    assertThat(traffic.requests()).isEqualTo(ProxyTraffic.MAX_EXCHANGES + 1);
    assertThatIllegalStateException().isThrownBy(traffic::exchanges);
  }

  private static MessageHead head() throws Exception {
    byte[] text = "GET / HTTP/1.1\r\n\r\n".getBytes(ISO_8859_1);
    return MessageHead.readRequest(new ByteArrayInputStream(text)).orElseThrow();
  }
}
